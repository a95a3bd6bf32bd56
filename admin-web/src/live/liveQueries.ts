import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { LIVE_MS } from '../api/queries.ts';
import type { Node } from '../api/types.ts';

/** The nodes now, and as they were the time before: counts only grow, so rates need two looks. */
export interface NodesNow {
  readonly nodes: readonly Node[];
  readonly before: readonly Node[];
}

const NODES = ['live', 'nodes'];

export function useNodes() {
  const { rest } = useApi();
  return useQuery({
    queryKey: NODES,
    queryFn: async ({ signal, client }): Promise<NodesNow> => {
      const { items } = await rest.get('/api/v1/admin/nodes', { signal });
      return { nodes: items, before: client.getQueryData<NodesNow>(NODES)?.nodes ?? [] };
    },
    refetchInterval: LIVE_MS,
  });
}

export function useRunningCalls() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['live', 'calls'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/calls', { signal }),
    refetchInterval: LIVE_MS,
  });
}

/** @param enabled whether anything can still change, and whether this person may look */
export function useRooms(enabled = true) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['live', 'rooms'],
    queryFn: ({ signal }) => rest.get('/api/v1/admin/media/rooms', { signal }),
    refetchInterval: LIVE_MS,
    enabled,
  });
}
