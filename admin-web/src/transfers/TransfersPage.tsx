import { EmptyState, Select } from '@stagedoor/design';
import { ArrowLeftRight } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { useTransfers } from '../api/queries.ts';
import { parseLedgerNumber, parseUuid, withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import { FilterField } from '../parts/FilterField.tsx';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { AccountStatement } from './AccountStatement.tsx';
import { isTransferCode, TRANSFER_CODES } from './transferCodes.ts';
import { TransfersTable } from './TransfersTable.tsx';

/**
 * The journal, newest first. Filtered by an account it becomes that account's statement, with its own debits, credits
 * and running balance.
 */
export function TransfersPage() {
  const { formatMessage } = useIntl();
  const [params] = useSearchParams();
  const pager = usePager();
  const filter = {
    accountId: params.get('accountId') ?? '',
    callId: params.get('callId') ?? '',
    code: params.get('code') ?? '',
  };
  const query = useTransfers({ ...filter, cursor: pager.cursor });
  const accountId = parseLedgerNumber(filter.accountId);
  const filtered = Object.values(filter).some((value) => value !== '');

  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'transfers.title' })}>
        <FormattedMessage id="transfers.about" />
      </PageHeader>
      <TransferFilters />
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, nextCursor }) => {
          if (items.length === 0) return <NoTransfers filtered={filtered} />;
          const shown = { transfers: items, stale: query.isPlaceholderData };
          return (
            <>
              {accountId === null ? (
                <TransfersTable {...shown} />
              ) : (
                <AccountStatement {...shown} accountId={accountId} />
              )}
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

function NoTransfers({ filtered }: { readonly filtered: boolean }) {
  const { formatMessage } = useIntl();
  return (
    <EmptyState
      icon={<ArrowLeftRight size={28} aria-hidden />}
      title={formatMessage({ id: 'transfers.empty' })}
      data-testid="empty"
    >
      <FormattedMessage id={filtered ? 'filters.empty' : 'transfers.empty.none'} />
    </EmptyState>
  );
}

const ANY = 'ANY';

function TransferFilters() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const set = (name: string) => (value: string) => setParams(withFilter(params, name, value));
  const code = params.get('code') ?? '';
  const codes = [
    { id: ANY, label: formatMessage({ id: 'filters.any' }) },
    ...TRANSFER_CODES.map((id) => ({ id, label: formatMessage({ id: `transfer.code.${id}` }) })),
    // A code out of a link that this console does not know still filters, so it is still shown.
    ...(code === '' || isTransferCode(code) ? [] : [{ id: code, label: code }]),
  ];
  return (
    <Filters>
      <FilterField
        label={formatMessage({ id: 'filters.account' })}
        placeholder={formatMessage({ id: 'filters.account.example' })}
        value={params.get('accountId') ?? ''}
        parse={(text) => parseLedgerNumber(text)?.toString() ?? null}
        invalidMessage={formatMessage({ id: 'filters.account.invalid' })}
        onChange={set('accountId')}
        testId="filter-account"
      />
      <Select
        label={formatMessage({ id: 'transfer.code' })}
        options={codes}
        value={code === '' ? ANY : code}
        onChange={(id) => set('code')(id === ANY ? '' : id)}
        data-testid="filter-code"
      />
      <FilterField
        label={formatMessage({ id: 'session.callId' })}
        placeholder={formatMessage({ id: 'filters.uuid.example' })}
        value={params.get('callId') ?? ''}
        parse={parseUuid}
        invalidMessage={formatMessage({ id: 'filters.uuid.invalid' })}
        onChange={set('callId')}
        testId="filter-call"
        wide
      />
    </Filters>
  );
}
