import type { Plan } from '@stagedoor/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../app/client.ts';

export type Change =
  | { readonly action: 'CANCEL_AT_END' | 'RESUME' }
  | { readonly action: 'CHANGE'; readonly plan: string };

/** Subscribing and changing; what is shown is read again after each. */
export function usePlans() {
  const client = useClient();
  const queryClient = useQueryClient();
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['subscriptions'] });
    void queryClient.invalidateQueries({ queryKey: ['packages'] });
    void queryClient.invalidateQueries({ queryKey: ['wallet'] });
    void queryClient.invalidateQueries({ queryKey: ['movements'] });
  };
  const subscribe = useMutation({
    mutationFn: ({ plan, subscriptionId }: { plan: Plan; subscriptionId: string }) =>
      client.rest.post('/api/v1/subscriptions', { body: { subscriptionId, plan: plan.code } }),
    onSuccess: refresh,
  });
  const change = useMutation({
    mutationFn: ({ subscriptionId, body }: { subscriptionId: string; body: Change }) =>
      client.rest.post('/api/v1/subscriptions/{subscriptionId}/change', {
        path: { subscriptionId },
        body,
      }),
    onSuccess: refresh,
  });
  return {
    subscribe: (plan: Plan) => subscribe.mutate({ plan, subscriptionId: crypto.randomUUID() }),
    change: (subscriptionId: string, body: Change) => change.mutate({ subscriptionId, body }),
    isPending: subscribe.isPending || change.isPending,
    error: subscribe.error ?? change.error,
  };
}
