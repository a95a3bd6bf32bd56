import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { classes } from './classes.ts';

export type Tone = 'neutral' | 'accent' | 'success' | 'danger' | 'info';

export interface BadgeProps {
  readonly children: ReactNode;
  readonly tone?: Tone;
  readonly 'data-testid'?: string;
}

/** A word or two about a thing's state; the colour only repeats what the words say. */
export function Badge({ children, tone = 'neutral', ...rest }: BadgeProps) {
  return (
    <span {...rest} className={classes(styles.badge, styles[tone])}>
      {children}
    </span>
  );
}
