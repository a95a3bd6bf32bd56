import type { StagedoorClient } from '@stagedoor/sdk';
import { createContext, use } from 'react';

/** The server the app speaks to; a test puts a fake here. */
export const ClientContext = createContext<StagedoorClient | null>(null);

export function useClient(): StagedoorClient {
  const client = use(ClientContext);
  if (!client) {
    throw new Error('useClient outside ClientContext');
  }
  return client;
}
