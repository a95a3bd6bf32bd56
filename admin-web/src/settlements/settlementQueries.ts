import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { listQuery } from '../api/queries.ts';

/** What the server takes in one request, less the rest of it. */
export const FILE_BYTES_MAXIMUM = 2_000_000;

export function useSettlementLines(filter: { open: boolean; cursor: string | undefined }) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['settlementLines', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/payments/settlement-lines', {
        query: { ...listQuery({ cursor: filter.cursor }), which: filter.open ? 'OPEN' : 'ALL' },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export function useSettlementImports() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['settlementImports'],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/payments/settlements', { query: listQuery({}), signal }),
  });
}

/** Reads a file and sends it; all of it counts, or nothing. */
export function useSettlementImport() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ provider, file }: { provider: string; file: File }) =>
      rest.post('/api/v1/admin/payments/settlements', {
        body: { provider, fileName: file.name, content: await file.text() },
      }),
    onSettled: () => cache.invalidateQueries(),
  });
}

/** Says what a line is that does not fit. */
export function useLineNote() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ lineId, note }: { lineId: number; note: string }) =>
      rest.post('/api/v1/admin/payments/settlement-lines/{lineId}/note', {
        path: { lineId },
        body: { note },
      }),
    onSettled: () => cache.invalidateQueries(),
  });
}
