import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { listQuery } from '../api/queries.ts';
import type { MailState } from '../api/types.ts';

/** Long enough to read, short enough to see a message leave. */
const REFRESH_MS = 10_000;

interface MailFilter {
  readonly state: MailState | undefined;
  readonly cursor: string | undefined;
}

export function useMail(filter: MailFilter) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['mail', filter],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/mail', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** One message with its text. */
export function useWholeMail(mailId: string) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['mail', mailId],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/mail/{mailId}', { path: { mailId }, signal }),
  });
}

/** Tries a message again, from the beginning. */
export function useRetry() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (mailId: string) =>
      rest.post('/api/v1/admin/mail/{mailId}/retry', { path: { mailId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['mail'] }),
  });
}
