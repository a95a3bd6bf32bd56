import { Card } from '@stagedoor/design';
import type { EarningsSummary, Money } from '@stagedoor/sdk';
import {
  CircleCheck,
  Hourglass,
  type LucideIcon,
  Send,
  Snowflake,
  Vault,
  Wallet,
} from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './MoneyPath.module.css';

interface Station {
  readonly label: MessageId;
  readonly icon: LucideIcon;
  readonly money: Money;
  readonly testId: string;
}

/** The way of the money in the order in which it goes: pending, available, on its way, paid. */
export function MoneyPath({ summary }: { readonly summary: EarningsSummary }) {
  const intl = useIntl();
  const format = useFormat();
  const stations: readonly Station[] = [
    { label: 'money.pending', icon: Hourglass, money: summary.pending, testId: 'money-pending' },
    { label: 'money.available', icon: Wallet, money: summary.available, testId: 'money-available' },
    { label: 'money.inTransit', icon: Send, money: summary.inTransit, testId: 'money-in-transit' },
    { label: 'money.paid', icon: CircleCheck, money: summary.paid, testId: 'money-paid' },
    { label: 'money.reserve', icon: Vault, money: summary.reserve, testId: 'money-reserve' },
    { label: 'money.frozen', icon: Snowflake, money: summary.frozen, testId: 'money-frozen' },
  ];
  // Reserve and freeze are rare: they are shown to whom they concern.
  const shown = stations.filter(({ money }, index) => index < 4 || money.amountMinor !== 0);
  return (
    <section aria-label={intl.formatMessage({ id: 'money.path' })} className={styles.section}>
      <dl className={styles.grid}>
        {shown.map(({ label, icon: Icon, money, testId }) => (
          <Card key={label} className={styles.station}>
            <dt className={styles.label}>
              <Icon size={16} aria-hidden />
              <FormattedMessage id={label} />
            </dt>
            <dd className={styles.value} data-testid={testId}>
              {format.amount(money)}
            </dd>
          </Card>
        ))}
      </dl>
      {summary.becoming.length > 0 && (
        <Card className={styles.becoming}>
          <h2>
            <FormattedMessage id="money.becoming" />
          </h2>
          <ul role="list">
            {summary.becoming.map(({ availableAt, amount }) => (
              <li key={availableAt} className={styles.row} data-testid="becoming">
                <time dateTime={availableAt}>{format.dateTime(availableAt)}</time>
                <span className={styles.amount}>{format.amount(amount)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
