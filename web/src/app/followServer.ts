import type { Performer, Presence, StagedoorClient } from '@stagedoor/sdk';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { queries } from './queries.ts';

type Performers = InfiniteData<{
  readonly items: readonly Performer[];
  readonly nextCursor?: string;
}>;

/** Keeps what is shown true while the server's events come in; returns how to stop. */
export function followServer(client: StagedoorClient, queryClient: QueryClient): () => void {
  const { socket } = client;
  const reconnect = () => socket.reconnect();
  window.addEventListener('online', reconnect);
  const offs = [
    socket.on('ready', (welcome) => {
      if (!welcome.resumed) {
        void queryClient.invalidateQueries();
      }
      void socket.request('presence.watch', {}).catch(() => undefined);
    }),
    socket.on('presence.changed', ({ performerId, presence }) =>
      setPresence(client, queryClient, performerId, presence),
    ),
    socket.on('wallet.changed', ({ wallet }) => {
      queryClient.setQueryData(queries.wallet(client).queryKey, wallet);
      void queryClient.invalidateQueries({ queryKey: ['movements'] });
      void queryClient.invalidateQueries({ queryKey: ['quote'] });
      void queryClient.invalidateQueries({ queryKey: ['autoTopUp'] });
      void queryClient.invalidateQueries({ queryKey: ['expiringCoins'] });
      void queryClient.invalidateQueries({ queryKey: ['referrals'] });
      void queryClient.invalidateQueries({ queryKey: ['complaint'] });
    }),
    socket.on('call.ended', ({ callId }) => {
      void queryClient.invalidateQueries({ queryKey: ['call', callId] });
      void queryClient.invalidateQueries({ queryKey: ['calls'] });
      void queryClient.invalidateQueries({ queryKey: ['bookings'] });
      void queryClient.invalidateQueries({ queryKey: ['wallet'] });
      void queryClient.invalidateQueries({ queryKey: ['movements'] });
      void queryClient.invalidateQueries({ queryKey: ['earnings'] });
    }),
  ];
  return () => {
    window.removeEventListener('online', reconnect);
    offs.forEach((off) => off());
  };
}

function setPresence(
  client: StagedoorClient,
  queryClient: QueryClient,
  performerId: string,
  presence: Presence,
): void {
  const change = (performer: Performer) =>
    performer.id === performerId ? { ...performer, presence } : performer;
  queryClient.setQueriesData<Performers>({ queryKey: ['performers'] }, (data) =>
    data === undefined
      ? undefined
      : {
          ...data,
          pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })),
        },
  );
  queryClient.setQueryData(
    queries.performer(client, performerId).queryKey,
    (performer) => performer && change(performer),
  );
  const online = queries.performers(client, 'ONLINE').queryKey;
  const listed = queryClient
    .getQueryData(online)
    ?.pages.some((page) => page.items.some((performer) => performer.id === performerId));
  if (listed === false && presence === 'ONLINE') {
    // Somebody came online who was not in the list: the server knows where they stand in it.
    void queryClient.invalidateQueries({ queryKey: online });
  }
}
