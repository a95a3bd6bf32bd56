import type { ReactNode } from 'react';
import styles from './Facts.module.css';

interface FactProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly testId?: string;
}

/** Named values in columns: put {@link Fact} inside. */
export function Facts({
  children,
  dense = false,
}: {
  readonly children: ReactNode;
  readonly dense?: boolean;
}) {
  return (
    <dl className={styles.facts} data-dense={dense || undefined}>
      {children}
    </dl>
  );
}

export function Fact({ label, children, testId }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd data-testid={testId}>{children}</dd>
    </div>
  );
}
