import type { Presence } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';

type Status = Exclude<Presence, 'BUSY'>;

const STORAGE_KEY = 'stagedoor.availability';

/** What this tab's performer last chose; a new tab begins offline. */
function readChoice(): Status {
  const stored = sessionStorage.getItem(STORAGE_KEY);
  return stored === 'ONLINE' || stored === 'AWAY' ? stored : 'OFFLINE';
}

/** Whether the performer takes calls, as the server has it, and how to change that. */
export function useAvailability(userId: string) {
  const client = useClient();
  const queryClient = useQueryClient();
  const performer = useQuery(queries.performer(client, userId));
  const set = useMutation({
    mutationFn: (status: Status) => client.socket.request('presence.set', { status }),
    onSuccess: (_, status) => {
      sessionStorage.setItem(STORAGE_KEY, status);
      queryClient.setQueryData(
        queries.performer(client, userId).queryKey,
        (data) => data && { ...data, presence: status },
      );
      // A fetch that was under way meanwhile would bring back what was before.
      return queryClient.invalidateQueries({
        queryKey: queries.performer(client, userId).queryKey,
      });
    },
  });
  return { performer, set };
}

/** Says the choice again whenever the server has begun a new session with this tab, which starts offline. */
export function useRestoreAvailability(enabled: boolean): void {
  const client = useClient();
  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    return client.socket.on('ready', ({ resumed }) => {
      const status = readChoice();
      if (!resumed && status !== 'OFFLINE') {
        void client.socket.request('presence.set', { status }).catch(() => undefined);
      }
    });
  }, [client, enabled]);
}
