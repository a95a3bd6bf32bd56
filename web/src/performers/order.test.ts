import type { Performer, Presence } from '@stagedoor/sdk';
import { expect, it } from 'vitest';
import { byPresence } from './order.ts';

function performer(id: string, presence: Presence, rating?: number): Performer {
  const rate = { amountMinor: 1_000, currency: 'COIN' } as const;
  return {
    id,
    displayName: id,
    bio: '',
    audioRate: rate,
    videoRate: rate,
    increment: 'MINUTE',
    presence,
    ratingCount: 1,
    ...(rating !== undefined && { rating }),
  };
}

it('puts those who can be called first, the best rated before the others', () => {
  const everybody = [
    performer('offline', 'OFFLINE', 5),
    performer('new', 'ONLINE'),
    performer('busy', 'BUSY', 5),
    performer('loved', 'ONLINE', 4.9),
    performer('away', 'AWAY', 5),
  ];
  const order = everybody.sort(byPresence).map(({ id }) => id);
  expect(order).toEqual(['loved', 'new', 'busy', 'away', 'offline']);
});
