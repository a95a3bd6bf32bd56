import type { Money } from '@stagedoor/sdk';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { leftWithin } from './ownLimit.ts';

/** What limits of one's own leave of the coins there are, where that is not all of them: buying more would not help. */
export function useOwnLimit(asked: boolean): Money | null {
  const client = useClient();
  const fresh = { enabled: asked, staleTime: 0 };
  const limits = useQuery({ ...queries.limits(client), ...fresh });
  const wallet = useQuery({ ...queries.wallet(client), ...fresh });
  return limits.data && wallet.data ? leftWithin(limits.data, wallet.data.available) : null;
}
