import { EmptyState, Select } from '@stagedoor/design';
import { Stamp } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import type { ApprovalState } from '../api/types.ts';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import cards from '../parts/Cards.module.css';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { useApprovals } from './approvalQueries.ts';
import { ApprovalCard } from './ApprovalCard.tsx';

const ALL = 'ALL';
const STATES = [
  'PROPOSED',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
] as const satisfies readonly ApprovalState[];

/** Changes that need a second person, the open ones first in mind. */
export function ApprovalsPage() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const pager = usePager();
  const wanted = params.get('state') ?? 'PROPOSED';
  const state = STATES.find((candidate) => candidate === wanted) ?? null;
  const query = useApprovals({ state, cursor: pager.cursor });
  const options = [
    ...STATES.map((id) => ({ id, label: formatMessage({ id: `approval.state.${id}` }) })),
    { id: ALL, label: formatMessage({ id: 'filters.any' }) },
  ];
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'approvals.title' })}>
        <FormattedMessage id="approvals.about" />
      </PageHeader>
      <Filters>
        <Select
          label={formatMessage({ id: 'approval.state' })}
          options={options}
          value={state ?? ALL}
          onChange={(id) => setParams(withFilter(params, 'state', id))}
          data-testid="filter-state"
        />
      </Filters>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<Stamp size={28} aria-hidden />}
              title={formatMessage({ id: 'approvals.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="approvals.empty.about" />
            </EmptyState>
          ) : (
            <>
              <div className={cards.list} aria-busy={query.isPlaceholderData}>
                {items.map((approval) => (
                  <ApprovalCard key={approval.id} approval={approval} />
                ))}
              </div>
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          )
        }
      </QueryView>
    </div>
  );
}
