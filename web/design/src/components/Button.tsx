import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Spinner } from './Spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'success' | 'accent';
export type ControlSize = 'sm' | 'md' | 'lg';

interface ButtonLook {
  readonly variant?: ButtonVariant;
  readonly size?: ControlSize;
  /** Takes the whole width of its container. */
  readonly wide?: boolean;
}

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly variant?: ButtonVariant;
  readonly size?: ControlSize;
  readonly wide?: boolean;
  readonly icon?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The look of a button for other elements, such as a router's link. */
export function buttonClass({ variant = 'secondary', size = 'md', wide }: ButtonLook): string {
  return classes(styles.button, styles[variant], styles[size], wide && styles.wide);
}

/** A labelled button. With `isPending` it keeps its width, shows a spinner and ignores presses. */
export function Button({ variant, size, wide, icon, className, children, ...rest }: ButtonProps) {
  const look = buttonClass({
    ...(variant && { variant }),
    ...(size && { size }),
    ...(wide && { wide }),
  });
  return (
    <AriaButton {...rest} className={classes(look, className)}>
      {({ isPending }) => (
        <>
          <span className={classes(styles.content, isPending && styles.hidden)}>
            {icon}
            {children}
          </span>
          {isPending && (
            <span className={styles.spinner}>
              <Spinner />
            </span>
          )}
        </>
      )}
    </AriaButton>
  );
}
