import type { CallMeter } from '@stagedoor/sdk';
import { expect, it } from 'vitest';
import { liveDeliveredMs } from './liveTime.ts';

const METER: CallMeter = {
  callId: 'call-1',
  deliveredMs: 61_000,
  charged: { amountMinor: 0, currency: 'COIN' },
  funding: 'FUNDED',
  flowing: true,
};

it.each([
  // flowing, ms since the meter, shown
  [true, 0, 61_000],
  [true, 900, 61_900],
  [true, 5_000, 61_000],
  [true, -50, 61_000],
  [false, 900, 61_000],
])('flowing %s, %i ms after the meter: shows %i ms', (flowing, sinceMs, shown) => {
  expect(liveDeliveredMs({ ...METER, flowing }, 1_000, 1_000 + sinceMs)).toBe(shown);
});
