import type { SocketState } from '@stagedoor/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useClient } from './client.ts';
import { type SessionState, SessionContext, SocketStateContext } from './session.ts';
import { followServer } from './followServer.ts';
import { useMailLocale } from './useMailLocale.ts';

/** Restores the session by its cookie, and keeps the socket up while somebody is signed in. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const queryClient = useQueryClient();
  const [session, setSession] = useState<SessionState>({ status: 'PENDING' });
  const [socketState, setSocketState] = useState<SocketState>('OFF');
  const userId = session.status === 'SIGNED_IN' ? session.user.id : null;

  useEffect(() => {
    const off = client.session.on('changed', (user) =>
      setSession(user ? { status: 'SIGNED_IN', user } : { status: 'SIGNED_OUT' }),
    );
    if (client.session.user === null) {
      client.session
        .refresh()
        .then((user) => user ?? setSession({ status: 'SIGNED_OUT' }))
        .catch(() => setSession({ status: 'SIGNED_OUT' }));
    }
    return off;
  }, [client]);

  useMailLocale(client, session.status === 'SIGNED_IN' ? session.user : null);

  useEffect(() => client.socket.on('state', setSocketState), [client]);

  useEffect(() => {
    if (userId === null) {
      return undefined;
    }
    const stop = followServer(client, queryClient);
    client.socket.open();
    return () => {
      stop();
      client.socket.close();
      // The next person at this screen must not see this one's data.
      queryClient.clear();
    };
  }, [client, queryClient, userId]);

  return (
    <SessionContext value={session}>
      <SocketStateContext value={socketState}>{children}</SocketStateContext>
    </SessionContext>
  );
}
