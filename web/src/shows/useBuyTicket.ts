import type { ShowEvent } from '@stagedoor/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../app/client.ts';

/** Buying a ticket for a show, at the price that is shown; pressed twice it counts once. */
export function useBuyTicket(show: ShowEvent) {
  const client = useClient();
  const queryClient = useQueryClient();
  const [ticketId] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: () =>
      client.rest.post('/api/v1/events/{eventId}/tickets', {
        path: { eventId: show.eventId },
        body: { ticketId, amount: { amountMinor: show.amount.amountMinor, currency: 'COIN' } },
      }),
    onSettled: () =>
      Promise.all(
        [
          ['event', show.eventId],
          ['events', show.performerId],
          ['tickets'],
          ['wallet'],
          ['movements'],
        ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      ),
  });
}
