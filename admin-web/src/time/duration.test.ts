import { expect, it } from 'vitest';
import { formatClock } from './duration.ts';

it.each([
  [0, '0:00'],
  [999, '0:00'],
  [59_999, '0:59'],
  [247_000, '4:07'],
  [932_000, '15:32'],
  [3_729_000, '1:02:09'],
])('shows %d ms of delivered time as %s', (durationMs, clock) => {
  expect(formatClock(durationMs)).toBe(clock);
});
