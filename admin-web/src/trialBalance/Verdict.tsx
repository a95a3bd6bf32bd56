import { CircleCheckBig, OctagonAlert } from 'lucide-react';
import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { formatMoney } from '../money/money.ts';
import type { AssetTrialBalance } from './trialBalance.ts';
import styles from './Verdict.module.css';

interface VerdictProps {
  readonly balances: readonly AssetTrialBalance[];
  /** What the server found over the same lines. */
  readonly serverSaysZero: boolean;
}

/**
 * The one thing to read on this page. It is summed here from the lines and must agree with the server's own finding:
 * if the two differ, something is wrong that neither figure shows, so that is not "in balance" either.
 */
export function Verdict({ balances, serverSaysZero }: VerdictProps) {
  const { locale } = useIntl();
  const off = balances.filter(({ totals }) => totals.difference.amountMinor !== 0);
  if (off.length === 0 && serverSaysZero) {
    return (
      <div className={styles.verdict} data-balanced="true" role="status" data-testid="verdict">
        <CircleCheckBig size={36} aria-hidden />
        <div>
          <p className={styles.finding}>
            <FormattedMessage id="ledger.inBalance" />
          </p>
          <p>
            <FormattedMessage
              id="trialBalance.inBalance.about"
              values={{
                assets: <FormattedList value={balances.map(({ currency }) => currency)} />,
              }}
            />
          </p>
        </div>
      </div>
    );
  }
  const amounts = off.map(({ currency, totals }) =>
    formatMoney({ amountMinor: Math.abs(totals.difference.amountMinor), currency }, locale),
  );
  return (
    <div className={styles.verdict} data-balanced="false" role="alert" data-testid="verdict">
      <OctagonAlert size={36} aria-hidden />
      <div>
        <p className={styles.finding}>
          {off.length > 0 ? (
            <FormattedMessage
              id="trialBalance.outOfBalance"
              values={{ amounts: <FormattedList value={amounts} /> }}
            />
          ) : (
            <FormattedMessage id="trialBalance.disagreement" />
          )}
        </p>
        <p>
          <FormattedMessage id="trialBalance.outOfBalance.about" />
        </p>
      </div>
    </div>
  );
}
