import type { TipReceived } from '@stagedoor/sdk';
import { useEffect, useState } from 'react';
import { useClient } from '../app/client.ts';

/** Those that are shown one after the other need no more than the last few. */
const KEPT = 20;

/** What is given in a show as long as the page is there, the latest last. */
export function useShowTips(eventId: string): readonly TipReceived[] {
  const { socket } = useClient();
  const [tips, setTips] = useState<readonly TipReceived[]>([]);
  useEffect(
    () =>
      socket.on('tip.received', (tip) => {
        if (tip.eventId === eventId) {
          setTips((before) => [...before, tip].slice(-KEPT));
        }
      }),
    [socket, eventId],
  );
  return tips;
}
