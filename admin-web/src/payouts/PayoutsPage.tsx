import { Button, EmptyState, Select } from '@stagedoor/design';
import { Landmark } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import type { PayoutState } from '../api/types.ts';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import cards from '../parts/Cards.module.css';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { BankFileBar } from './BankFileBar.tsx';
import { PayoutCard } from './PayoutCard.tsx';
import { usePayouts } from './payoutQueries.ts';

const ALL = 'ALL';
const STATES = [
  'REQUESTED',
  'HELD',
  'APPROVED',
  'SENT',
  'UNKNOWN',
  'CONFIRMED',
  'FAILED',
] as const satisfies readonly PayoutState[];

/** Money on its way to people, newest first. */
export function PayoutsPage() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const pager = usePager();
  const state = STATES.find((candidate) => candidate === params.get('state')) ?? null;
  const payeeId = params.get('payeeId');
  const query = usePayouts({ state, payeeId, cursor: pager.cursor });
  const options = [
    { id: ALL, label: formatMessage({ id: 'filters.any' }) },
    ...STATES.map((id) => ({ id, label: formatMessage({ id: `payout.state.${id}` }) })),
  ];
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'payouts.title' })}>
        <FormattedMessage id="payouts.about" />
      </PageHeader>
      <Filters>
        <Select
          label={formatMessage({ id: 'payout.state' })}
          options={options}
          value={state ?? ALL}
          onChange={(id) => setParams(withFilter(params, 'state', id === ALL ? '' : id))}
          data-testid="filter-state"
        />
        {payeeId !== null && (
          <Button
            size="sm"
            onPress={() => setParams(withFilter(params, 'payeeId', ''))}
            data-testid="everybody"
          >
            <FormattedMessage id="payouts.everybody" />
          </Button>
        )}
      </Filters>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, nextCursor, waitingForBankFile }) => (
          <>
            {waitingForBankFile > 0 && <BankFileBar waiting={waitingForBankFile} />}
            {items.length === 0 ? (
              <EmptyState
                icon={<Landmark size={28} aria-hidden />}
                title={formatMessage({ id: 'payouts.empty' })}
                data-testid="empty"
              >
                <FormattedMessage id="payouts.empty.about" />
              </EmptyState>
            ) : (
              <>
                <div className={cards.list} aria-busy={query.isPlaceholderData}>
                  {items.map((payout) => (
                    <PayoutCard key={payout.id} payout={payout} />
                  ))}
                </div>
                <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
              </>
            )}
          </>
        )}
      </QueryView>
    </div>
  );
}
