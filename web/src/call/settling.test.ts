import { expect, it } from 'vitest';
import { isSettling } from './settling.ts';

const ENDED_AT = '2026-01-05T10:31:41.000Z';
const receipt = { deliveredMs: 1 };

it.each([
  ['is on', { state: 'ACTIVE' }, 0, true],
  ['has a receipt before its own record knows of the end', { state: 'ACTIVE', receipt }, 0, true],
  ['ended a moment ago', { state: 'ENDED', endedAt: ENDED_AT }, 59_999, true],
  ['ended long ago and cost nothing', { state: 'ENDED', endedAt: ENDED_AT }, 60_000, false],
  ['has both', { state: 'ENDED', endedAt: ENDED_AT, receipt }, 0, false],
  ['ended who knows when', { state: 'ENDED' }, 0, false],
])('a call that %s', (_, call, sinceMs, settling) => {
  expect(isSettling(call, Date.parse(ENDED_AT) + sinceMs)).toBe(settling);
});
