import type { StagedoorClient } from '@stagedoor/sdk';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { ClientContext } from './app/client.ts';
import { createQueryClient } from './app/queryClient.ts';
import { SessionProvider } from './app/SessionProvider.tsx';
import { CallDesk } from './call/CallDesk.ts';
import { CallDeskContext } from './call/useCallDesk.ts';
import { Messages } from './i18n/Messages.tsx';
import { createRoutes } from './routes.tsx';

/** The whole app over one server. */
export function App({ client }: { readonly client: StagedoorClient }) {
  const [queryClient] = useState(createQueryClient);
  const [desk] = useState(() => new CallDesk(client));
  const [router] = useState(createRoutes);
  return (
    <Messages>
      <ClientContext value={client}>
        <QueryClientProvider client={queryClient}>
          <CallDeskContext value={desk}>
            <SessionProvider>
              <RouterProvider router={router} />
            </SessionProvider>
          </CallDeskContext>
        </QueryClientProvider>
      </ClientContext>
    </Messages>
  );
}
