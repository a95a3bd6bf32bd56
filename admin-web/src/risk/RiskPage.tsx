import { EmptyState, Select } from '@stagedoor/design';
import { ShieldCheck } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import type { RiskFlag } from '../api/types.ts';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import cards from '../parts/Cards.module.css';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { FlagCard } from './FlagCard.tsx';
import { useRiskFlags } from './riskQueries.ts';

const ALL = 'ALL';
const STATES = ['OPEN', 'DISMISSED', 'CONFIRMED'] as const satisfies readonly RiskFlag['state'][];

/** What looks like fraud: open flags unless the address says otherwise. */
export function RiskPage() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const pager = usePager();
  const wanted = params.get('state') ?? 'OPEN';
  const state = STATES.find((each) => each === wanted) ?? null;
  const query = useRiskFlags({ state, cursor: pager.cursor });
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'risk.title' })}>
        <FormattedMessage id="risk.about" />
      </PageHeader>
      <Filters>
        <Select
          label={formatMessage({ id: 'risk.state' })}
          options={[
            ...STATES.map((id) => ({ id, label: formatMessage({ id: `risk.state.${id}` }) })),
            { id: ALL, label: formatMessage({ id: 'filters.any' }) },
          ]}
          value={state ?? ALL}
          onChange={(id) => setParams(withFilter(params, 'state', id))}
          data-testid="filter-state"
        />
      </Filters>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<ShieldCheck size={28} aria-hidden />}
              title={formatMessage({ id: 'risk.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="risk.empty.about" />
            </EmptyState>
          ) : (
            <>
              <div className={cards.list}>
                {items.map((flag) => (
                  <FlagCard key={flag.id} flag={flag} />
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
