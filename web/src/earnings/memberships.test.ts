import { describe, expect, it } from 'vitest';
import { standingOf } from './memberships.ts';

const NOW = new Date('2026-03-10T12:00:00Z');

describe('how a membership stands', () => {
  it.each([
    ['OFFERED', undefined, 'OFFERED'],
    ['ACCEPTED', undefined, 'BOUND'],
    ['ACCEPTED', '2026-03-10T12:00:01Z', 'BOUND'],
    ['ACCEPTED', '2026-03-10T12:00:00Z', 'OVER'],
    ['DECLINED', undefined, 'OVER'],
    ['WITHDRAWN', undefined, 'OVER'],
  ] as const)('%s with the end %s is %s', (state, endsAt, standing) => {
    expect(standingOf(endsAt ? { state, endsAt } : { state }, NOW)).toBe(standing);
  });
});
