import { Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { Failed } from '../common/Failed.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './BalanceCard.module.css';

/** What can be spent, what a call has put aside, and what both are worth. */
export function BalanceCard() {
  const client = useClient();
  const format = useFormat();
  const query = useQuery(queries.wallet(client));
  if (query.isError) {
    return <Failed error={query.error} retry={query.refetch} />;
  }
  const wallet = query.data;
  return (
    <section className={styles.card} aria-busy={!wallet}>
      <p className={styles.label}>
        <FormattedMessage id="wallet.available" />
      </p>
      {wallet ? (
        <Coins money={wallet.available} size="lg" data-testid="wallet-available" />
      ) : (
        <Skeleton className={styles.loading} />
      )}
      {wallet && (
        <dl className={styles.more}>
          <div>
            <dt>
              <FormattedMessage id="wallet.held" />
            </dt>
            <dd>
              <Coins money={wallet.held} data-testid="wallet-held" />
            </dd>
          </div>
          <div>
            <dt>
              <FormattedMessage id="wallet.value" />
            </dt>
            <dd data-testid="wallet-value">{format.amount(wallet.totalValue)}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
