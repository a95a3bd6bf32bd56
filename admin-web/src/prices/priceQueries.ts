import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import type { PriceList, PriceProposal } from '../api/types.ts';

export function usePriceVersions() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['prices'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/prices', { signal }),
  });
}

/** What a draft would mean; the answer for the draft before stays until the new one is here. */
export function usePreview(prices: PriceList) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['prices', 'preview', prices],
    queryFn: ({ signal }) =>
      rest.post('/api/v1/admin/prices/preview', { body: { prices }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function usePropose() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: PriceProposal) => rest.post('/api/v1/admin/prices/proposals', { body }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['approvals'] }),
  });
}
