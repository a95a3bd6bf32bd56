import { CircleCheck, OctagonAlert } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { formatMoney, type Money } from '../money/money.ts';
import styles from './BalanceMark.module.css';

interface BalanceMarkProps {
  /** By how much credits exceed debits. */
  readonly difference: Money;
}

/** Whether debits equal credits, in a word, a sign and a colour. */
export function BalanceMark({ difference }: BalanceMarkProps) {
  const { locale } = useIntl();
  const { amountMinor, currency } = difference;
  const balanced = amountMinor === 0;
  const Icon = balanced ? CircleCheck : OctagonAlert;
  return (
    <span className={styles.mark} data-balanced={balanced} data-testid="balance-mark">
      <Icon size={16} aria-hidden />
      {balanced ? (
        <FormattedMessage id="ledger.inBalance" />
      ) : (
        <FormattedMessage
          id={amountMinor > 0 ? 'ledger.creditsExceed' : 'ledger.debitsExceed'}
          values={{ amount: formatMoney({ amountMinor: Math.abs(amountMinor), currency }, locale) }}
        />
      )}
    </span>
  );
}
