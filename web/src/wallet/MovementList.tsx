import { Card, EmptyState, Segmented, Skeleton } from '@stagedoor/design';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { LoadMore } from '../common/LoadMore.tsx';
import styles from './MovementList.module.css';
import { MovementRow } from './MovementRow.tsx';

type Filter = 'all' | 'bought' | 'spent';
const FILTERS: readonly Filter[] = ['all', 'bought', 'spent'];

/** Where coins came from and where they went; calls lead to their receipts. */
export function MovementList() {
  const intl = useIntl();
  const client = useClient();
  const [filter, setFilter] = useState<Filter>('all');
  const query = useInfiniteQuery(queries.movements(client, filter));
  const movements = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.section} aria-labelledby="movements">
      <div className={styles.header}>
        <h2 id="movements">
          <FormattedMessage id="wallet.history" />
        </h2>
        <Segmented<Filter>
          label={intl.formatMessage({ id: 'wallet.filter' })}
          value={filter}
          onChange={setFilter}
          options={FILTERS.map((id) => ({
            id,
            label: intl.formatMessage({ id: `wallet.filter.${id}` }),
            'data-testid': `filter-${id}`,
          }))}
        />
      </div>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.isSuccess && movements.length === 0 && (
        <EmptyState
          icon={<ReceiptText aria-hidden />}
          title={intl.formatMessage({ id: 'wallet.noMovements' })}
        />
      )}
      {movements.length > 0 && (
        <Card className={styles.card}>
          <ul role="list" data-testid="movements">
            {movements.map((movement) => (
              <MovementRow key={movement.id} movement={movement} />
            ))}
          </ul>
        </Card>
      )}
      <LoadMore query={query} />
    </section>
  );
}
