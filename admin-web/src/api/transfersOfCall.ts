import type { RestClient } from '@stagedoor/sdk';
import type { LedgerTransfer } from './types.ts';

/** The most the API gives at once. */
const PAGE_LIMIT = 100;

/** All transfers of a call, oldest first, however many pages they take: a chart with a part missing would lie. */
export async function transfersOfCall(
  rest: Pick<RestClient, 'get'>,
  callId: string,
  signal: AbortSignal,
): Promise<LedgerTransfer[]> {
  const newestFirst: LedgerTransfer[] = [];
  let cursor: string | undefined;
  do {
    const page = await rest.get('/api/v1/admin/ledger/transfers', {
      query: { callId, limit: PAGE_LIMIT, ...(cursor !== undefined && { cursor }) },
      signal,
    });
    newestFirst.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return newestFirst.reverse();
}
