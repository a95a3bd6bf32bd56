import type { CallKind, StagedoorClient } from '@stagedoor/sdk';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

/** Those who can be called now, or everybody with a profile. */
export type PerformersShown = 'ONLINE' | 'ALL';

const PAGE = 24;

/** Every query of the app: its key, and where its data comes from. */
export const queries = {
  performers: (client: StagedoorClient, show: PerformersShown) =>
    infiniteQueryOptions({
      queryKey: ['performers', show],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        client.rest.get('/api/v1/performers', {
          query: {
            limit: PAGE,
            cursor: pageParam,
            status: show === 'ONLINE' ? 'ONLINE' : undefined,
          },
          signal,
        }),
      getNextPageParam: (page) => page.nextCursor,
    }),

  performer: (client: StagedoorClient, performerId: string) =>
    queryOptions({
      queryKey: ['performer', performerId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/performers/{performerId}', { path: { performerId }, signal }),
    }),

  quote: (client: StagedoorClient, performerId: string, kind: CallKind) =>
    queryOptions({
      queryKey: ['quote', performerId, kind],
      queryFn: ({ signal }) =>
        client.rest.post('/api/v1/calls/quotes', { body: { performerId, kind }, signal }),
      // A quote lives for a minute; this leaves time to press the button.
      staleTime: 0,
      refetchInterval: 40_000,
    }),

  secondFactor: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['secondFactor'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/me/second-factor', { signal }),
    }),

  wallet: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['wallet'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/wallet', { signal }),
    }),

  orderReceipt: (client: StagedoorClient, orderId: string) =>
    queryOptions({
      queryKey: ['orderReceipt', orderId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/wallet/orders/{orderId}/receipt', { path: { orderId }, signal }),
    }),

  gifts: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['gifts'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/gifts', { signal }),
      staleTime: 300_000,
    }),

  expiringCoins: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['expiringCoins'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/wallet/expiring', { signal }),
    }),

  limits: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['limits'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/wallet/limits', { signal }),
    }),

  autoTopUp: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['autoTopUp'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/wallet/auto-top-up', { signal }),
    }),

  rateBounds: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['rateBounds'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/me/performer/rate-bounds', { signal }),
    }),

  packages: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['packages'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/wallet/packages', { signal }),
      staleTime: 300_000,
    }),

  movements: (client: StagedoorClient, filter: 'all' | 'bought' | 'spent') =>
    infiniteQueryOptions({
      queryKey: ['movements', filter],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        client.rest.get('/api/v1/wallet/movements', {
          query: { filter, cursor: pageParam },
          signal,
        }),
      getNextPageParam: (page) => page.nextCursor,
    }),

  receivedTips: (client: StagedoorClient) =>
    infiniteQueryOptions({
      queryKey: ['receivedTips'],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        client.rest.get('/api/v1/performer/tips', {
          query: { limit: PAGE, cursor: pageParam },
          signal,
        }),
      getNextPageParam: (page) => page.nextCursor,
    }),

  plans: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['plans'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/plans', { signal }),
      staleTime: 300_000,
    }),

  subscriptions: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['subscriptions'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/subscriptions', { signal }),
    }),

  bookings: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['bookings'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/bookings', { signal }),
    }),

  tickets: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['tickets'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/tickets', { signal }),
    }),

  events: (client: StagedoorClient, performerId: string) =>
    queryOptions({
      queryKey: ['events', performerId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/performers/{performerId}/events', {
          path: { performerId },
          signal,
        }),
    }),

  event: (client: StagedoorClient, eventId: string) =>
    queryOptions({
      queryKey: ['event', eventId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/events/{eventId}', { path: { eventId }, signal }),
    }),

  tipBoard: (client: StagedoorClient, performerId: string) =>
    queryOptions({
      queryKey: ['tipBoard', performerId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/performers/{performerId}/tip-board', {
          path: { performerId },
          signal,
        }),
    }),

  order: (client: StagedoorClient, orderId: string) =>
    queryOptions({
      queryKey: ['order', orderId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/wallet/orders/{orderId}', { path: { orderId }, signal }),
      staleTime: 0,
    }),

  calls: (client: StagedoorClient) =>
    infiniteQueryOptions({
      queryKey: ['calls'],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        client.rest.get('/api/v1/calls', { query: { cursor: pageParam }, signal }),
      getNextPageParam: (page) => page.nextCursor,
    }),

  call: (client: StagedoorClient, callId: string) =>
    queryOptions({
      queryKey: ['call', callId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/calls/{callId}', { path: { callId }, signal }),
    }),

  complaint: (client: StagedoorClient, callId: string) =>
    queryOptions({
      queryKey: ['complaint', callId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/calls/{callId}/dispute', { path: { callId }, signal }),
    }),

  takenBack: (client: StagedoorClient, callId: string) =>
    queryOptions({
      queryKey: ['takenBack', callId],
      queryFn: ({ signal }) =>
        client.rest.get('/api/v1/performer/calls/{callId}/taken-back', {
          path: { callId },
          signal,
        }),
    }),

  earningsSummary: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['earnings', 'summary'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/performer/earnings/summary', { signal }),
    }),

  myAgencies: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['agencies', 'mine'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/performer/agencies', { signal }),
    }),

  myReferrals: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['referrals', 'mine'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/performer/referrals', { signal }),
    }),

  roster: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['agencies', 'roster'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/agency/roster', { signal }),
    }),

  payouts: (client: StagedoorClient) =>
    infiniteQueryOptions({
      queryKey: ['payouts'],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        client.rest.get('/api/v1/performer/payouts', { query: { cursor: pageParam }, signal }),
      getNextPageParam: (page) => page.nextCursor,
    }),

  earnings: (client: StagedoorClient) =>
    queryOptions({
      queryKey: ['earnings'],
      queryFn: ({ signal }) => client.rest.get('/api/v1/performer/earnings', { signal }),
    }),
};
