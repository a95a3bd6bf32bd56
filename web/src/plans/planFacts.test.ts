import type { Plan, Subscription } from '@stagedoor/sdk';
import { describe, expect, it } from 'vitest';
import { isLive, planName } from './planFacts.ts';

function plan(code: string): Plan {
  return {
    code,
    price: { amountMinor: 199_000, currency: 'COIN' },
    trialDays: 0,
    discountKind: 'BONUS_LOT',
    discountPercent: 20,
    perks: [],
  };
}

function subscription(state: Subscription['state']): Subscription {
  return {
    subscriptionId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20',
    plan: plan('VIP'),
    state,
    periodStart: '2026-01-05T10:00:00Z',
    periodEnd: '2026-02-05T10:00:00Z',
    cancelAtEnd: false,
  };
}

describe('what is said about a plan', () => {
  it('knows the plans of the house by name', () => {
    expect(planName(plan('CREATOR_PLUS'))).toBe('plan.CREATOR_PLUS');
  });

  it('calls a plan of a newer server a plan', () => {
    expect(planName(plan('DIAMOND'))).toBe('plan.other');
  });

  it('counts what is tried, paid or yet to be paid as one that somebody has', () => {
    const states = ['TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELED', 'EXPIRED'] as const;
    expect(states.filter((state) => isLive(subscription(state)))).toEqual([
      'TRIALING',
      'ACTIVE',
      'PAST_DUE',
    ]);
  });
});
