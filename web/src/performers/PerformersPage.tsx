import { EmptyState, Segmented } from '@stagedoor/design';
import type { Performer } from '@stagedoor/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MoonStar } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { type PerformersShown, queries } from '../app/queries.ts';
import { useUser } from '../app/session.ts';
import { Failed } from '../common/Failed.tsx';
import { LoadMore } from '../common/LoadMore.tsx';
import { Page } from '../common/Page.tsx';
import { byPresence } from './order.ts';
import { PerformerCard, PerformerCardSkeleton } from './PerformerCard.tsx';
import styles from './PerformersPage.module.css';

/** Who can be called now. */
export function PerformersPage() {
  const intl = useIntl();
  const client = useClient();
  const user = useUser();
  const [show, setShow] = useState<PerformersShown>('ONLINE');
  const query = useInfiniteQuery(queries.performers(client, show));
  const others = (query.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (performer) => performer.id !== user?.id,
  );
  // The list of those online follows their presence; the list of everybody stays in the server's order.
  const shown = show === 'ONLINE' ? others.filter(isThere).sort(byPresence) : others;
  return (
    <Page
      titleId="performers.title"
      lead={<FormattedMessage id="performers.lead" />}
      actions={
        <Segmented<PerformersShown>
          label={intl.formatMessage({ id: 'performers.show' })}
          value={show}
          onChange={setShow}
          options={[
            { id: 'ONLINE', label: intl.formatMessage({ id: 'performers.online' }) },
            {
              id: 'ALL',
              label: intl.formatMessage({ id: 'performers.all' }),
              'data-testid': 'show-all',
            },
          ]}
        />
      }
    >
      {query.isPending && <Loading />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.isSuccess && shown.length === 0 && <Nobody show={show} />}
      {shown.length > 0 && (
        <ul role="list" className={styles.grid} data-testid="performers">
          {shown.map((performer) => (
            <PerformerCard key={performer.id} performer={performer} />
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </Page>
  );
}

function isThere(performer: Performer): boolean {
  return performer.presence === 'ONLINE' || performer.presence === 'BUSY';
}

function Nobody({ show }: { readonly show: PerformersShown }) {
  const intl = useIntl();
  return (
    <EmptyState
      icon={<MoonStar aria-hidden />}
      title={intl.formatMessage({
        id: show === 'ONLINE' ? 'performers.nobodyOnline' : 'performers.nobody',
      })}
      data-testid="performers-empty"
    >
      <FormattedMessage id="performers.nobody.hint" />
    </EmptyState>
  );
}

function Loading() {
  return (
    <ul role="list" className={styles.grid} aria-busy>
      {Array.from({ length: 8 }, (_, index) => (
        <PerformerCardSkeleton key={index} />
      ))}
    </ul>
  );
}
