import { RestClient, Session } from '@stagedoor/sdk';
import { createContext, use } from 'react';
import { tracingFetch } from './tracingFetch.ts';

/** The server as the console uses it: who is signed in, and the REST API in their name. */
export interface Api {
  readonly session: Session;
  readonly rest: RestClient;
}

/** @param fetch for tests; the browser's if absent */
export function connect(fetch: typeof globalThis.fetch = tracingFetch): Api {
  const session = new Session({ fetch });
  return { session, rest: new RestClient(session, { fetch }) };
}

export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = use(ApiContext);
  if (api === null) throw new Error('expected an ApiContext around this component, found none');
  return api;
}
