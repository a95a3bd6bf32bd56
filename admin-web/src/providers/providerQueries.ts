import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { listQuery } from '../api/queries.ts';

/** Long enough to read, short enough to see news arrive. */
const REFRESH_MS = 10_000;

export function useProviders() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['providers'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/payments/providers', { signal }),
    refetchInterval: REFRESH_MS,
  });
}

interface WebhookFilter {
  readonly provider: string;
  readonly cursor: string | undefined;
}

export function useWebhooks(filter: WebhookFilter) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['webhooks', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/payments/webhooks', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** Closes news that was kept aside and moves nothing. */
export function useDismissal() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ webhookId, note }: { webhookId: number; note: string }) =>
      rest.post('/api/v1/admin/payments/webhooks/{webhookId}/dismissal', {
        path: { webhookId },
        body: { note },
      }),
    onSettled: () => cache.invalidateQueries(),
  });
}

/** Decides again on a webhook that was kept aside. */
export function useReplay() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (webhookId: number) =>
      rest.post('/api/v1/admin/payments/webhooks/{webhookId}/replay', { path: { webhookId } }),
    onSettled: () => cache.invalidateQueries(),
  });
}
