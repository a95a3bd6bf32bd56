import { useAccountTitle } from '../money/useAccountTitle.ts';
import styles from './AccountName.module.css';

interface AccountNameProps {
  readonly code: string;
  readonly kind?: string;
  /** What tells it from others of the same code, such as whose it is. */
  readonly detail?: string | undefined;
}

/** An account by its code of the chart, what the code means, and a detail. */
export function AccountName({ code, kind, detail }: AccountNameProps) {
  const titleOf = useAccountTitle();
  return (
    <span className={styles.account}>
      <span className={styles.code}>{code}</span>
      <span className={styles.name}>
        {titleOf(code, kind)}
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
    </span>
  );
}
