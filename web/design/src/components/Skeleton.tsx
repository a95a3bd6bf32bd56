import { classes } from './classes.ts';
import styles from './Skeleton.module.css';

export interface SkeletonProps {
  readonly shape?: 'line' | 'block' | 'circle';
  readonly className?: string | undefined;
}

/** The place of something that is still loading. Hidden from screen readers: say so on the container (aria-busy). */
export function Skeleton({ shape = 'line', className }: SkeletonProps) {
  return <span aria-hidden className={classes(styles.skeleton, styles[shape], className)} />;
}
