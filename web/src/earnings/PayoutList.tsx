import { Badge, Card, EmptyState, Skeleton } from '@stagedoor/design';
import type { Payout } from '@stagedoor/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { LoadMore } from '../common/LoadMore.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './PayoutList.module.css';
import { TONES } from './payouts.ts';

/** Payouts and where each stands, newest first. */
export function PayoutList() {
  const intl = useIntl();
  const client = useClient();
  const query = useInfiniteQuery(queries.payouts(client));
  const payouts = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.section} aria-labelledby="payouts">
      <h2 id="payouts">
        <FormattedMessage id="payouts.title" />
      </h2>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.isSuccess && payouts.length === 0 && (
        <Card>
          <EmptyState
            icon={<Landmark aria-hidden />}
            title={intl.formatMessage({ id: 'payouts.empty' })}
          >
            <FormattedMessage id="payouts.empty.hint" />
          </EmptyState>
        </Card>
      )}
      {payouts.length > 0 && (
        <Card className={styles.card}>
          <ul role="list">
            {payouts.map((payout) => (
              <Row key={payout.id} payout={payout} />
            ))}
          </ul>
          <LoadMore query={query} />
        </Card>
      )}
    </section>
  );
}

function Row({ payout }: { readonly payout: Payout }) {
  const format = useFormat();
  return (
    <li className={styles.row} data-testid="payout" data-state={payout.state}>
      <span className={styles.what}>
        <span className={styles.amount}>{format.amount(payout.net)}</span>
        <time className={styles.at} dateTime={payout.requestedAt}>
          {format.dateTime(payout.requestedAt)}
        </time>
        {payout.withheld.amountMinor > 0 && (
          <span className={styles.at}>
            <FormattedMessage
              id="payouts.withheld"
              values={{ tax: format.amount(payout.withheld) }}
            />
          </span>
        )}
        {payout.state === 'FAILED' && (
          <span className={styles.at}>
            <FormattedMessage
              id={payout.retryable ? 'payouts.failedRetry' : 'payouts.failed'}
              values={{ reason: payout.reason }}
            />
          </span>
        )}
      </span>
      <Badge tone={TONES[payout.state]}>
        <FormattedMessage id={`payout.state.${payout.state}`} />
      </Badge>
    </li>
  );
}
