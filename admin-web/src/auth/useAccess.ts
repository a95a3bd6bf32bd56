import { UnreachableError, type User } from '@stagedoor/sdk';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useApi } from '../api/ApiContext.ts';
import { worksHere } from './roles.ts';

/** How far somebody has come on the way into the console. */
export type Access =
  | { readonly state: 'restoring' }
  | { readonly state: 'unreachable'; readonly error: unknown; readonly retry: () => void }
  | { readonly state: 'signedOut' }
  | { readonly state: 'notAdmin'; readonly user: User }
  | { readonly state: 'admitted'; readonly user: User };

/**
 * Follows the session. On the first use it tries to take up the one left by an earlier visit. What is decided here is
 * only what to show: the server checks the role at every request.
 */
export function useAccess(): Access {
  const { session } = useApi();
  const user = useSyncExternalStore(
    useCallback((changed) => session.on('changed', changed), [session]),
    () => session.user,
  );
  const [restored, setRestored] = useState<true | { readonly error: unknown } | null>(null);

  const restore = useCallback(() => {
    session.refresh().then(
      () => setRestored(true),
      // A refusal other than "no session" must not keep anybody from the sign-in form.
      (error: unknown) => setRestored(error instanceof UnreachableError ? { error } : true),
    );
  }, [session]);
  useEffect(restore, [restore]);

  if (user !== null) return { state: worksHere(user) ? 'admitted' : 'notAdmin', user };
  if (restored === null) return { state: 'restoring' };
  if (restored === true) return { state: 'signedOut' };
  return { state: 'unreachable', error: restored.error, retry: restore };
}
