import { useIntl } from 'react-intl';
import { isAccountCode } from '../money/chartOfAccounts.ts';
import styles from './AccountName.module.css';

interface AccountNameProps {
  readonly code: string;
  /** What tells it from others of the same code: whose it is, or which kind. */
  readonly detail?: string | undefined;
}

/** An account by its code of the chart, what the code means, and a detail. */
export function AccountName({ code, detail }: AccountNameProps) {
  const { formatMessage } = useIntl();
  return (
    <span className={styles.account}>
      <span className={styles.code}>{code}</span>
      <span className={styles.name}>
        {isAccountCode(code) && formatMessage({ id: `account.${code}` })}
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
    </span>
  );
}
