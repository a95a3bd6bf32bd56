import { EmptyState, Select, Switch } from '@stagedoor/design';
import { PhoneOff } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { useSessions } from '../api/queries.ts';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import styles from '../parts/Page.module.css';
import { SESSION_STATES } from './sessionState.ts';
import { SessionsTable } from './SessionsTable.tsx';

const ANY = 'ANY';

/** Metered sessions, newest first, refreshed while one looks. */
export function SessionsPage() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const [live, setLive] = useState(true);
  const pager = usePager();
  const state = params.get('state') ?? '';
  const query = useSessions({ state, cursor: pager.cursor }, live);

  const states = [
    { id: ANY, label: formatMessage({ id: 'filters.any' }) },
    ...SESSION_STATES.map((id) => ({ id, label: formatMessage({ id: `session.state.${id}` }) })),
  ];

  return (
    <div className={styles.page}>
      <PageHeader
        title={formatMessage({ id: 'sessions.title' })}
        actions={
          <Switch isSelected={live} onChange={setLive} data-testid="sessions-live">
            <FormattedMessage id="sessions.live" />
          </Switch>
        }
      >
        <FormattedMessage id="sessions.about" />
      </PageHeader>
      <Filters>
        <Select
          label={formatMessage({ id: 'session.state' })}
          options={states}
          value={state === '' ? ANY : state}
          onChange={(id) => setParams(withFilter(params, 'state', id === ANY ? '' : id))}
          data-testid="filter-state"
        />
      </Filters>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<PhoneOff size={28} aria-hidden />}
              title={formatMessage({ id: 'sessions.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id={state === '' ? 'sessions.empty.none' : 'filters.empty'} />
            </EmptyState>
          ) : (
            <>
              <SessionsTable sessions={items} stale={query.isPlaceholderData} />
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          )
        }
      </QueryView>
    </div>
  );
}
