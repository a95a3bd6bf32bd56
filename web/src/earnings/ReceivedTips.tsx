import { Card, EmptyState, Skeleton } from '@stagedoor/design';
import type { ReceivedTip } from '@stagedoor/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Gift, Lock } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { Failed } from '../common/Failed.tsx';
import { GivenGift } from '../common/GivenGift.tsx';
import { LoadMore } from '../common/LoadMore.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './ReceivedTips.module.css';

/** What a performer was given and what was written with it, newest first. */
export function ReceivedTips() {
  const intl = useIntl();
  const client = useClient();
  const query = useInfiniteQuery(queries.receivedTips(client));
  const tips = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.section} aria-labelledby="received">
      <h2 id="received">
        <FormattedMessage id="received.title" />
      </h2>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.isSuccess && tips.length === 0 && (
        <Card>
          <EmptyState
            icon={<Gift aria-hidden />}
            title={intl.formatMessage({ id: 'received.empty' })}
          />
        </Card>
      )}
      {tips.length > 0 && (
        <Card className={styles.card}>
          <ul role="list">
            {tips.map((tip) => (
              <Row key={tip.id} tip={tip} />
            ))}
          </ul>
          <LoadMore query={query} />
        </Card>
      )}
    </section>
  );
}

function Row({ tip }: { readonly tip: ReceivedTip }) {
  const format = useFormat();
  const { gift } = tip;
  return (
    <li className={styles.row} data-testid="received-tip">
      <span className={styles.what}>
        <span>{tip.viewerName ?? <FormattedMessage id="received.somebody" />}</span>
        {gift && (
          <span>
            <GivenGift gift={gift} />
          </span>
        )}
        {tip.message && <q className={styles.message}>{tip.message}</q>}
        {tip.privateMessage && (
          <span className={styles.aside} data-testid="received-private">
            <Lock size={14} aria-hidden />
            <FormattedMessage id="tip.private.forYou" />
          </span>
        )}
        <time className={styles.aside} dateTime={tip.at}>
          {format.dateTime(tip.at)}
        </time>
      </span>
      <Coins money={tip.amount} />
    </li>
  );
}
