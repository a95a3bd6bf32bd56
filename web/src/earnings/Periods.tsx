import type { EarningsSummary } from '@stagedoor/sdk';
import { FormattedMessage } from 'react-intl';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './Periods.module.css';

/** What was earned by work in the calendar periods that run now, and ever. */
export function Periods({ summary }: { readonly summary: EarningsSummary }) {
  const format = useFormat();
  const periods = [
    ['money.today', summary.today],
    ['money.week', summary.week],
    ['money.month', summary.month],
    ['money.total', summary.total],
  ] as const satisfies readonly (readonly [MessageId, unknown])[];
  return (
    <section className={styles.section} aria-labelledby="periods">
      <h2 id="periods">
        <FormattedMessage id="money.earned" />
      </h2>
      <dl className={styles.list}>
        {periods.map(([label, money]) => (
          <div key={label} className={styles.period}>
            <dt>
              <FormattedMessage id={label} />
            </dt>
            <dd data-testid={label.replace('.', '-')}>{format.amount(money)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
