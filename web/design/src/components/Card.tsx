import type { ReactNode } from 'react';
import styles from './Card.module.css';
import { classes } from './classes.ts';

export interface CardProps {
  readonly children: ReactNode;
  readonly as?: 'div' | 'section' | 'article' | 'li';
  readonly className?: string | undefined;
  readonly 'aria-labelledby'?: string;
  readonly 'data-testid'?: string;
}

/** A raised surface with padding. */
export function Card({ children, as: Element = 'div', className, ...rest }: CardProps) {
  return (
    <Element {...rest} className={classes(styles.card, className)}>
      {children}
    </Element>
  );
}
