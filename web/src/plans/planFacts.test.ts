import type { Plan, Subscription } from '@stagedoor/sdk';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from '../i18n/en.json';
import { isLive, planName } from './planFacts.ts';

const intl = createIntl({ locale: 'en', messages: { ...en, 'plan.PREMIUM': 'Vorzüglich' } });

function plan(code: string, name = ''): Plan {
  return {
    code,
    name,
    price: { amountMinor: 199_000, currency: 'COIN' },
    trialDays: 0,
    discountKind: 'BONUS_LOT',
    discountPercent: 20,
    freeMinutes: 0,
    allowance: { amountMinor: 0, currency: 'COIN' },
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
  it.each([
    ['PREMIUM', 'Premium', 'Vorzüglich'],
    ['PREMIUM', '', 'Vorzüglich'],
    ['PREMIUM', 'Night owls', 'Night owls'],
    ['DIAMOND', 'Diamond hands', 'Diamond hands'],
    ['DIAMOND', '', 'Plan'],
    ['FAN_CLUB', '', 'Fan club'],
  ])('calls %s, named "%s" in the price list, %s', (code, name, shown) => {
    expect(planName(intl, plan(code, name))).toBe(shown);
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
