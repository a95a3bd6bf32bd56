import { EmptyState, Select } from '@stagedoor/design';
import { BookOpen } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { useAccounts } from '../api/queries.ts';
import { parseUuid, withFilter } from '../filters.ts';
import { ACCOUNT_CODES, isAccountCode } from '../money/chartOfAccounts.ts';
import { useAccountTitle } from '../money/useAccountTitle.ts';
import { usePager } from '../paging/usePager.ts';
import { FilterField } from '../parts/FilterField.tsx';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { AccountsTable } from './AccountsTable.tsx';

/** The ledger's accounts and their balances. */
export function AccountsPage() {
  const { formatMessage } = useIntl();
  const [params] = useSearchParams();
  const pager = usePager();
  const filter = { ownerId: params.get('ownerId') ?? '', kind: params.get('kind') ?? '' };
  const query = useAccounts({ ...filter, cursor: pager.cursor });
  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'accounts.title' })}>
        <FormattedMessage id="accounts.about" />
      </PageHeader>
      <AccountFilters />
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<BookOpen size={28} aria-hidden />}
              title={formatMessage({ id: 'accounts.empty' })}
              data-testid="empty"
            >
              <FormattedMessage
                id={filter.ownerId + filter.kind === '' ? 'accounts.empty.none' : 'filters.empty'}
              />
            </EmptyState>
          ) : (
            <>
              <AccountsTable accounts={items} stale={query.isPlaceholderData} />
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          )
        }
      </QueryView>
    </div>
  );
}

const ANY = 'ANY';

function AccountFilters() {
  const titleOf = useAccountTitle();
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const kind = params.get('kind') ?? '';
  const kinds = [
    { id: ANY, label: formatMessage({ id: 'filters.any' }) },
    ...ACCOUNT_CODES.map((code) => ({ id: code, label: `${code} ${titleOf(code)}` })),
    // The trial balance leads here by kind, which says more than the code.
    ...(kind === '' || isAccountCode(kind) ? [] : [{ id: kind, label: titleOf(kind, kind) }]),
  ];
  return (
    <Filters>
      <FilterField
        label={formatMessage({ id: 'filters.owner' })}
        placeholder={formatMessage({ id: 'filters.uuid.example' })}
        value={params.get('ownerId') ?? ''}
        parse={parseUuid}
        invalidMessage={formatMessage({ id: 'filters.uuid.invalid' })}
        onChange={(value) => setParams(withFilter(params, 'ownerId', value))}
        testId="filter-owner"
        wide
      />
      <Select
        label={formatMessage({ id: 'ledger.account' })}
        options={kinds}
        value={kind === '' ? ANY : kind}
        onChange={(id) => setParams(withFilter(params, 'kind', id === ANY ? '' : id))}
        data-testid="filter-kind"
      />
    </Filters>
  );
}
