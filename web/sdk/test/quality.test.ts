import { expect, it } from 'vitest';
import { rateQuality } from '../src/call/quality.ts';

const BEFORE = { packetsReceived: 1000, packetsLost: 10, jitterMs: 0, roundTripMs: 0 };

it.each([
  // lost of 100, jitter ms, round trip ms, expected
  [0, 5, 30, 5],
  [1, 10, 60, 5],
  [4, 10, 80, 4],
  [7, 20, 120, 3],
  [13, 20, 120, 2],
  [30, 20, 120, 1],
  [0, 5, 450, 4],
  [0, 40, 900, 1],
] as const)(
  'rates %i %% loss, %i ms jitter, %i ms round trip as %i',
  (lost, jitterMs, roundTripMs, rating) => {
    const now = {
      packetsReceived: BEFORE.packetsReceived + 100 - lost,
      packetsLost: BEFORE.packetsLost + lost,
      jitterMs,
      roundTripMs,
    };
    expect(rateQuality(BEFORE, now)).toBe(rating);
  },
);

it('does not take late packets for a gain of quality', () => {
  const now = { ...BEFORE, packetsReceived: 1100, packetsLost: 4 };
  expect(rateQuality(BEFORE, now)).toBe(5);
});
