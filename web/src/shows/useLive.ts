import type { LiveLink, LiveState } from '@stagedoor/sdk';
import { useEffect, useRef, useState } from 'react';

export interface Live {
  readonly link: LiveLink | null;
  readonly state: LiveState;
  /** Why it did not begin or could not go on, null if it did. */
  readonly error: unknown;
  readonly begin: (link: LiveLink) => void;
  readonly end: () => void;
}

/** One session in a show's room at a time, which ends with the page. */
export function useLive(): Live {
  const present = useRef<LiveLink | null>(null);
  const [link, setLink] = useState<LiveLink | null>(null);
  const [state, setState] = useState<LiveState>('NEW');
  const [error, setError] = useState<unknown>(null);
  useEffect(() => () => present.current?.close(), []);
  const replace = (next: LiveLink | null) => {
    present.current?.close();
    present.current = next;
    setLink(next);
    setError(null);
    setState(next ? 'CONNECTING' : 'NEW');
  };
  const begin = (next: LiveLink) => {
    replace(next);
    next.on('state', (now) => {
      if (present.current === next) {
        setState(now);
        setError(next.problem);
      }
    });
    next.start().catch((reason: unknown) => {
      if (present.current === next) {
        next.close();
        setError(reason);
        setState('FAILED');
      }
    });
  };
  return { link, state, error, begin, end: () => replace(null) };
}
