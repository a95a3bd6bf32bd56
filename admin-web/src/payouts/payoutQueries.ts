import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { listQuery } from '../api/queries.ts';
import type { PayoutAction, PayoutState, TaxRuleProposal } from '../api/types.ts';
import type { FactorHeaders } from '../auth/SecondFactorField.tsx';

interface PayoutFilter {
  /** Null for everybody's. */
  readonly payeeId: string | null;
  /** Null for all. */
  readonly state: PayoutState | null;
  readonly cursor: string | undefined;
}

export function usePayouts(filter: PayoutFilter) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['payouts', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/payouts', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

export function usePayout(payoutId: string) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['payout', payoutId],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/payouts/{payoutId}', { path: { payoutId }, signal }),
  });
}

export function usePayees() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['payees'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/payees', { signal }),
  });
}

export function useTaxRules() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['taxRules'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/tax-rules', { signal }),
  });
}

/** Proposes a version of a tax rule. Nothing changes before somebody else approves it. */
export function useProposeTaxRule() {
  const { rest } = useApi();
  return useChange((body: TaxRuleProposal) => rest.post('/api/v1/admin/tax-rules', { body }));
}

/** What is asked for, and the headers that show the second factor. */
interface Shown<Body> {
  readonly body: Body;
  readonly headers: FactorHeaders;
}

/** Does something to payouts or payees; whatever it may have changed is asked for again. */
function useChange<Input, Result>(change: (input: Input) => Promise<Result>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => cache.invalidateQueries() });
}

export function usePayoutAction(payoutId: string) {
  const { rest } = useApi();
  return useChange((wish: Shown<{ action: PayoutAction; reason: string }>) =>
    rest.post('/api/v1/admin/payouts/{payoutId}/action', { path: { payoutId }, ...wish }),
  );
}

export function useSettlement(payoutId: string) {
  const { rest } = useApi();
  return useChange((body: { proposalId: string; paid: boolean; reason: string }) =>
    rest.post('/api/v1/admin/payouts/{payoutId}/settlement', { path: { payoutId }, body }),
  );
}

export function useReview(payeeId: string) {
  const { rest } = useApi();
  return useChange((wish: Shown<{ verified: boolean; taxIdTail: string; reason: string }>) =>
    rest.post('/api/v1/admin/payees/{payeeId}/review', { path: { payeeId }, ...wish }),
  );
}

export function useFreeze(payeeId: string) {
  const { rest } = useApi();
  return useChange((wish: Shown<{ frozen: boolean; reason: string }>) =>
    rest.post('/api/v1/admin/payees/{payeeId}/freeze', { path: { payeeId }, ...wish }),
  );
}

export function useBankFile() {
  const { rest } = useApi();
  return useChange((headers: FactorHeaders) => rest.post('/api/v1/admin/bank-file', { headers }));
}
