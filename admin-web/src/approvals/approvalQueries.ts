import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { listQuery } from '../api/queries.ts';
import type { ApprovalState, Verdict } from '../api/types.ts';
import type { FactorHeaders } from '../auth/SecondFactorField.tsx';

interface ApprovalFilter {
  /** Null for all. */
  readonly state: ApprovalState | null;
  readonly cursor: string | undefined;
}

export function useApprovals(filter: ApprovalFilter) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['approvals', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/approvals', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

interface DecisionMade {
  readonly approvalId: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly headers: FactorHeaders;
}

/** Decides; whatever a decision may have changed is asked for again. */
export function useDecision() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ approvalId, headers, ...body }: DecisionMade) =>
      rest.post('/api/v1/admin/approvals/{approvalId}/decision', {
        path: { approvalId },
        body,
        headers,
      }),
    onSettled: () => cache.invalidateQueries(),
  });
}
