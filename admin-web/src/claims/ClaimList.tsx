import { EmptyState, Select } from '@stagedoor/design';
import type { UseQueryResult } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import type { ClaimState, Page } from '../api/types.ts';
import { withFilter } from '../filters.ts';
import type { Pager as PagerState } from '../paging/usePager.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';

const ALL = 'ALL';
const STATES = ['OPEN', 'REFUNDED', 'REJECTED'] as const satisfies readonly ClaimState[];

/** The state that the address asks for, `OPEN` unless it says otherwise; null for all. */
export function useClaimState(): ClaimState | null {
  const [params] = useSearchParams();
  const wanted = params.get('state') ?? 'OPEN';
  return STATES.find((state) => state === wanted) ?? null;
}

/** Chooses the state. */
export function ClaimFilter() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const state = useClaimState();
  return (
    <Filters>
      <Select
        label={formatMessage({ id: 'claim.state' })}
        options={[
          ...STATES.map((id) => ({ id, label: formatMessage({ id: `claim.state.${id}` }) })),
          { id: ALL, label: formatMessage({ id: 'filters.any' }) },
        ]}
        value={state ?? ALL}
        onChange={(id) => setParams(withFilter(params, 'state', id))}
        data-testid="filter-state"
      />
    </Filters>
  );
}

interface ClaimListProps<Row extends { readonly id: string }> {
  readonly query: UseQueryResult<Page<Row>>;
  readonly pager: PagerState;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly testId: string;
  readonly empty?: { readonly title: string; readonly about: ReactNode };
}

/** A page of claims in any of its states. */
export function ClaimList<Row extends { readonly id: string }>(props: ClaimListProps<Row>) {
  const { formatMessage } = useIntl();
  const { query, pager, label, columns, testId, empty } = props;
  return (
    <QueryView query={query} loading={<LoadingRows />}>
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <EmptyState
            icon={<Undo2 size={28} aria-hidden />}
            title={empty?.title ?? formatMessage({ id: 'claim.empty' })}
            data-testid="empty"
          >
            {empty?.about ?? <FormattedMessage id="claim.empty.about" />}
          </EmptyState>
        ) : (
          <>
            <DataTable
              label={label}
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
              stale={query.isPlaceholderData}
              testId={testId}
            />
            <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
          </>
        )
      }
    </QueryView>
  );
}
