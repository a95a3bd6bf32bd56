import type { Money, Payout, PayoutRequest } from '@stagedoor/sdk';
import { scaleOf } from '@stagedoor/sdk';
import type { Tone } from '@stagedoor/design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../app/client.ts';

/** How a state looks; its words are in the catalogue. */
export const TONES: Readonly<Record<Payout['state'], Tone>> = {
  REQUESTED: 'neutral',
  HELD: 'neutral',
  APPROVED: 'info',
  SENT: 'info',
  UNKNOWN: 'info',
  CONFIRMED: 'success',
  FAILED: 'danger',
};

/** An amount as people write it, with at most the currency's digits after the point; null if that is none. */
export function parseAmount(text: string, currency: Money['currency']): Money | null {
  const digits = scaleOf(currency);
  const match = /^\s*(\d[\d,\s]{0,14})(?:\.(\d+))?\s*$/.exec(text);
  if (!match || (match[2] ?? '').length > digits) {
    return null;
  }
  const whole = (match[1] ?? '').replace(/[,\s]/g, '');
  const amountMinor = Number(whole + (match[2] ?? '').padEnd(digits, '0'));
  return amountMinor > 0 && Number.isSafeInteger(amountMinor) ? { amountMinor, currency } : null;
}

interface PayoutWish {
  readonly body: PayoutRequest;
  readonly key: string;
  /** That show the second factor. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Asks for money. The key is made once per press, so that a repeat after a lost answer is the same payout. */
export function usePayoutRequest() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key, headers }: PayoutWish) =>
      client.rest.post('/api/v1/performer/payouts', {
        body,
        headers: { 'Idempotency-Key': key, ...headers },
      }),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['earnings'] }),
        cache.invalidateQueries({ queryKey: ['payouts'] }),
      ]),
  });
}
