import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMay } from '../auth/useMay.ts';
import { parseLedgerNumber } from '../filters.ts';
import { isTerminal } from '../sessions/sessionState.ts';
import { useApi } from './ApiContext.ts';
import { transfersOfCall } from './transfersOfCall.ts';

/** How often figures that still change are asked for. */
export const LIVE_MS = 3000;

/** Rows of a page. */
const PAGE_LENGTH = 50;

interface Paged {
  readonly cursor: string | undefined;
}

/** Metered sessions; refreshed on their own while `live`. An empty filter does not filter, here and below. */
export function useSessions(filter: Paged & { readonly state: string }, live: boolean) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['sessions', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/sessions', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live && LIVE_MS,
  });
}

/** One session with its heartbeats, refreshed until nothing of it can change any more. */
export function useSession(callId: string) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['session', callId],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/sessions/{callId}', { path: { callId }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && !isTerminal(data.state) && LIVE_MS,
  });
}

/**
 * What a call left in the ledger, oldest first; asked for once more when the session's state changes. Not asked for by who may
 * not look into it.
 */
export function useCallTransfers(callId: string, sessionState: string) {
  const { rest } = useApi();
  const enabled = useMay(['FINANCE']);
  return useQuery({
    queryKey: ['callTransfers', callId, sessionState],
    queryFn: ({ signal }) => transfersOfCall(rest, callId, signal),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: !isTerminal(sessionState) && LIVE_MS,
  });
}

export function useAccounts(filter: Paged & { readonly ownerId: string; readonly kind: string }) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['accounts', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/ledger/accounts', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

interface TransferFilter extends Paged {
  readonly accountId: string;
  readonly callId: string;
  readonly code: string;
}

export function useTransfers({ accountId, ...filter }: TransferFilter) {
  const { rest } = useApi();
  const account = parseLedgerNumber(accountId);
  return useQuery({
    queryKey: ['transfers', accountId, filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/ledger/transfers', {
        query: { ...listQuery(filter), ...(account !== null && { accountId: account }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export function useTransfer(transferId: string) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['transfer', transferId],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/ledger/transfers/{transferId}', {
        path: { transferId: Number(transferId) },
        signal,
      }),
  });
}

/** Never from the cache: a trial balance is a statement about one moment. */
export function useTrialBalance() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['trialBalance'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/ledger/trial-balance', { signal }),
    staleTime: 0,
  });
}

/** Work that is due at certain times; refreshed on its own, because that is what it is looked at for. */
export function useJobs() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/jobs', { signal }),
    refetchInterval: LIVE_MS,
  });
}

/** The newest report of every check of the books. */
export function useReconciliation() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['reconciliation'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/reconciliation', { signal }),
    staleTime: 0,
  });
}

export function useUsers(filter: Paged & { readonly query: string }) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['users', filter],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/users', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

/** The query of a list: a page's length, and the filters that have a value. */
export function listQuery(filter: object): Record<string, string | number> {
  const set = Object.entries(filter).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return { limit: PAGE_LENGTH, ...Object.fromEntries(set) };
}
