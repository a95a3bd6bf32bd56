import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../app/client.ts';
import type { MenuItem } from './TipMenuForm.tsx';

type Save =
  | { readonly what: 'menu'; readonly items: readonly MenuItem[] }
  | { readonly what: 'goal'; readonly title: string; readonly amountMinor: number }
  | { readonly what: 'no-goal' }
  | { readonly what: 'club'; readonly amountMinor: number };

/** Saving a part of the tip board; the board is read again afterwards. */
export function useTipBoard(userId: string) {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: Save): Promise<unknown> => {
      switch (wish.what) {
        case 'menu':
          return client.rest.put('/api/v1/performer/tip-menu', {
            body: { items: [...wish.items] },
          });
        case 'goal':
          return client.rest.put('/api/v1/performer/tip-goal', {
            body: {
              goalId: crypto.randomUUID(),
              title: wish.title,
              target: { amountMinor: wish.amountMinor, currency: 'COIN' },
            },
          });
        case 'no-goal':
          return client.rest.delete('/api/v1/performer/tip-goal');
        case 'club':
          return client.rest.put('/api/v1/performer/fan-club', {
            body: { price: { amountMinor: wish.amountMinor, currency: 'COIN' } },
          });
      }
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['tipBoard', userId] }),
  });
}
