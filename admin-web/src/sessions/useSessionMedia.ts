import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { LIVE_MS } from '../api/queries.ts';
import type { MediaRoom, MeteredSession } from '../api/types.ts';
import { useMay } from '../auth/useMay.ts';
import { useRooms } from '../live/liveQueries.ts';
import { isTerminal } from './sessionState.ts';
import { peopleOf } from './SessionsTable.tsx';
import type { MediaSide } from './timeline.ts';

interface SessionMedia {
  /** Connections as they are now; empty when nothing is connected, or for who may not look. */
  readonly connections: MediaRoom['participants'];
  /** What was seen of both sides' connections. */
  readonly sides: readonly MediaSide[];
}

/**
 * What the media node sees of a call, and what is kept of that when it is over.
 */
export function useSessionMedia(session: MeteredSession): SessionMedia {
  const { rest } = useApi();
  const allowed = useMay(['SUPPORT']);
  const live = allowed && !isTerminal(session.state);
  const rooms = useRooms(live);
  const people = peopleOf(session);
  const sides = [
    { person: people.performer, id: session.performerId },
    { person: people.viewer, id: session.viewerId },
  ];
  const timelines = useQueries({
    queries: sides.map(({ id }) => ({
      queryKey: ['mediaTimeline', session.callId, id, live],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        rest.get('/api/v1/admin/media/rooms/{roomId}/participants/{participantId}/timeline', {
          path: { roomId: session.callId, participantId: id },
          signal,
        }),
      ...(live ? { refetchInterval: LIVE_MS } : {}),
      // Until what is kept of it has come.
      placeholderData: keepPreviousData,
      enabled: allowed,
    })),
  });
  const room = live ? rooms.data?.items.find(({ id }) => id === session.callId) : undefined;
  return {
    connections: room?.participants ?? [],
    sides: sides.map(({ person }, side) => ({
      person,
      events: timelines[side]?.data?.items ?? [],
    })),
  };
}
