import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { listQuery } from '../api/queries.ts';
import type { RiskFlag } from '../api/types.ts';
import type { FactorHeaders } from '../auth/SecondFactorField.tsx';

interface FlagFilter {
  /** Null for all. */
  readonly state: RiskFlag['state'] | null;
  readonly cursor: string | undefined;
}

export function useRiskFlags(filter: FlagFilter) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['riskFlags', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/risk-flags', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

export interface RiskRuling {
  readonly flagId: string;
  readonly ruling: 'DISMISS' | 'CONFIRM';
  readonly note: string;
  readonly headers: FactorHeaders;
}

/** Decides on a flag; payouts may go on or stop by it, so everything is asked for again. */
export function useRiskRuling() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ flagId, headers, ...body }: RiskRuling) =>
      rest.post('/api/v1/admin/risk-flags/{flagId}/decision', { path: { flagId }, body, headers }),
    onSettled: () => cache.invalidateQueries(),
  });
}
