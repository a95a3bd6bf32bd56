import { EmptyState, TextField } from '@stagedoor/design';
import { UserSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { useUsers } from '../api/queries.ts';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { UsersTable } from './UsersTable.tsx';

/** People by name, e-mail address or id. */
export function UsersPage() {
  const { formatMessage } = useIntl();
  const [params] = useSearchParams();
  const pager = usePager();
  const text = params.get('query') ?? '';
  const query = useUsers({ query: text, cursor: pager.cursor });
  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'users.title' })}>
        <FormattedMessage id="users.about" />
      </PageHeader>
      <UserSearchField />
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<UserSearch size={28} aria-hidden />}
              title={formatMessage({ id: 'users.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="users.empty.about" values={{ query: text }} />
            </EmptyState>
          ) : (
            <>
              <UsersTable users={items} stale={query.isPlaceholderData} />
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          )
        }
      </QueryView>
    </div>
  );
}

/** Long enough not to ask at every key, short enough to feel at once. */
const TYPING_PAUSE_MS = 250;

function UserSearchField() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const inForce = params.get('query') ?? '';
  const [draft, setDraft] = useState({ text: inForce, of: inForce });
  // A search changed elsewhere (a link, the browser's back button) replaces the draft of the old one.
  const text = draft.of === inForce ? draft.text : inForce;

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === inForce) return;
    const timer = setTimeout(() => {
      setDraft({ text, of: wanted });
      setParams(withFilter(params, 'query', wanted), { replace: true });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, inForce, params, setParams]);

  return (
    <search aria-label={formatMessage({ id: 'users.search' })}>
      <TextField
        type="search"
        label={formatMessage({ id: 'users.search' })}
        placeholder={formatMessage({ id: 'users.search.example' })}
        value={text}
        onChange={(next) => setDraft({ text: next, of: inForce })}
        autoComplete="off"
        maxLength={100}
        data-testid="users-query"
      />
    </search>
  );
}
