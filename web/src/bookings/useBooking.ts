import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../app/client.ts';

/** What one can do about a booking; what is shown is read again after each. */
export function useBooking(bookingId: string) {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: 'accept' | 'decline' | 'cancel') =>
      wish === 'cancel'
        ? client.rest.post('/api/v1/bookings/{bookingId}/cancel', { path: { bookingId } })
        : client.rest.post('/api/v1/performer/bookings/{bookingId}/answer', {
            path: { bookingId },
            body: { accept: wish === 'accept' },
          }),
    onSettled: () =>
      Promise.all(
        [['bookings'], ['wallet'], ['movements']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
