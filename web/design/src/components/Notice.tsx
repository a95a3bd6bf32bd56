import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Notice.module.css';

export interface NoticeProps {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Speaks up when it appears: `alert` interrupts, `status` waits for a pause. */
  readonly role?: 'alert' | 'status';
  readonly 'data-testid'?: string;
}

const icons = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/** A message in the flow of the page. */
export function Notice({ tone, children, action, ...rest }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div {...rest} className={classes(styles.notice, styles[tone])}>
      <Icon className={styles.icon} size={20} aria-hidden />
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
