import type { StagedoorClient } from '@stagedoor/sdk';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ClientContext } from './app/client.ts';
import { Messages } from './i18n/Messages.tsx';

/** Answers to a body and the path's parameters, by method and path, such as `get /api/v1/wallet`; what is not listed fails. */
export type Answers = Readonly<Record<string, (body: unknown, parameters: unknown) => unknown>>;

/** Renders something that asks the server, with a server made of `answers` behind it. */
export function renderWith(answers: Answers, children: ReactNode) {
  const asked: { readonly request: string; readonly body: unknown }[] = [];
  const answer =
    (method: string) =>
    async (path: string, options: { readonly body?: unknown; readonly path?: unknown } = {}) => {
      const request = `${method} ${path}`;
      asked.push({ request, body: options.body });
      const known = answers[request];
      if (!known) {
        throw new Error(`no answer to ${request}`);
      }
      return await known(options.body, options.path);
    };
  const rest = {
    get: answer('get'),
    post: answer('post'),
    put: answer('put'),
    delete: answer('delete'),
  };
  render(
    <Messages>
      <ClientContext value={{ rest } as unknown as StagedoorClient}>
        <QueryClientProvider
          client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
        >
          {children}
        </QueryClientProvider>
      </ClientContext>
    </Messages>,
  );
  return { asked };
}
