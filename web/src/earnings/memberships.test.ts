import { describe, expect, it } from 'vitest';
import { rosterOf, standingOf } from './memberships.ts';

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

describe('the roster of an agency', () => {
  const PART = { amountMinor: 562, currency: 'INR' } as const;
  const place = (
    performerId: string,
    state: 'OFFERED' | 'ACCEPTED' | 'DECLINED',
    endsAt?: string,
  ) => ({
    id: `${performerId} ${state} ${endsAt ?? ''}`,
    performerId,
    agencyId: 'starhouse',
    agencyBasisPoints: 2_500,
    noticeDays: 30,
    state,
    offeredAt: '2026-01-01T00:00:00Z',
    earliestAt: '2026-01-01T00:00:00Z',
    ...(endsAt && { endsAt }),
  });
  const lines = (memberships: readonly ReturnType<typeof place>[], ...earning: string[]) =>
    rosterOf(memberships, new Map(earning.map((performer) => [performer, PART])), NOW).map(
      ({ membership, standing, part }) => [membership.performerId, standing, part === PART],
    );
  const ENDED = '2026-03-01T00:00:00Z';

  it('has a performer once who declined first', () => {
    expect(lines([place('petra', 'DECLINED'), place('petra', 'ACCEPTED')], 'petra')).toEqual([
      ['petra', 'BOUND', true],
    ]);
    expect(lines([place('petra', 'DECLINED')])).toEqual([]);
  });

  it('names who has left while there is something of theirs', () => {
    expect(lines([place('petra', 'ACCEPTED', ENDED)])).toEqual([]);
    expect(lines([place('petra', 'ACCEPTED', ENDED)], 'petra')).toEqual([['petra', 'OVER', true]]);
    expect(lines([place('petra', 'ACCEPTED', ENDED), place('petra', 'ACCEPTED')], 'petra')).toEqual(
      [['petra', 'BOUND', true]],
    );
  });

  it('says once what a performer brought who has an offer beside the place', () => {
    expect(lines([place('petra', 'OFFERED'), place('petra', 'ACCEPTED')], 'petra')).toEqual([
      ['petra', 'OFFERED', true],
      ['petra', 'BOUND', false],
    ]);
  });
});
