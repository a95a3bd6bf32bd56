import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly 'data-testid'?: string;
}

/** What stands where a list would be when there is nothing in it, or when it could not be had. */
export function EmptyState({ icon, title, children, action, ...rest }: EmptyStateProps) {
  return (
    <div {...rest} className={styles.empty}>
      <span className={styles.icon}>{icon}</span>
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.text}>{children}</p>}
      {action}
    </div>
  );
}
