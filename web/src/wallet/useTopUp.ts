import type { Order } from '@stagedoor/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';

const PENDING_STATES: readonly Order['state'][] = ['CREATED', 'PENDING'];

/** The coins usually arrive by the socket; this is for when it is down. */
const POLL_MS = 3_000;

/**
 * Buying a package: the order is made here, the payment on the provider's page in a tab of its own, so that a call goes
 * on. Then the order is watched until it is paid.
 */
export function useTopUp() {
  const client = useClient();
  const [order, setOrder] = useState<Order | null>(null);
  const [blocked, setBlocked] = useState(false);
  const [keepsMethod, setKeepsMethod] = useState(false);
  const create = useMutation({
    mutationFn: ({ packageId, key }: { packageId: string; key: string }) =>
      client.rest.post('/api/v1/wallet/orders', {
        body: keepsMethod ? { packageId, keepMethod: true } : { packageId },
        headers: { 'Idempotency-Key': key },
      }),
  });
  const watch = useQuery({
    ...queries.order(client, order?.orderId ?? ''),
    enabled: order !== null,
    refetchInterval: ({ state }) =>
      !state.data || PENDING_STATES.includes(state.data.state) ? POLL_MS : false,
  });

  const buy = (packageId: string) => {
    // Opened at once, while the press still counts as the person's own act: later it would be blocked.
    const tab = window.open('', '_blank');
    setBlocked(tab === null);
    create.mutate(
      { packageId, key: `order-${crypto.randomUUID()}` },
      {
        onSuccess: (created) => {
          setOrder(created);
          if (tab) {
            // The provider's page must not reach back into this one.
            tab.opener = null;
            tab.location.href = created.redirectUrl;
          }
        },
        onError: () => tab?.close(),
      },
    );
  };

  return {
    buy,
    /** The package whose order is being made. */
    buying: create.isPending ? create.variables.packageId : null,
    error: create.error,
    order: watch.data ?? order,
    /** The browser did not let the payment page open by itself. */
    blocked,
    /** Whether the buyer agrees that what pays is kept, to be charged again. */
    keepsMethod,
    setKeepsMethod,
    reset: () => setOrder(null),
  };
}

export type TopUp = ReturnType<typeof useTopUp>;
