import type { Plan, Subscription } from '@stagedoor/sdk';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { PlansPage } from './PlansPage.tsx';

afterEach(cleanup);

function plan(code: string, coins: number, trialDays = 0): Plan {
  return {
    code,
    name: code,
    price: { amountMinor: coins * 1000, currency: 'COIN' },
    trialDays,
    discountKind: 'NONE',
    discountPercent: 0,
    freeMinutes: 0,
    allowance: { amountMinor: 0, currency: 'COIN' },
    perks: [],
  };
}

const SILVER = plan('SILVER', 199);
const GOLD = plan('GOLD', 499);
const TRIED = plan('TRIED', 299, 7);

function having(of: Plan, state: Subscription['state'] = 'ACTIVE'): Subscription {
  return {
    subscriptionId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20',
    plan: of,
    state,
    periodStart: '2026-01-05T10:00:00Z',
    periodEnd: '2026-02-05T10:00:00Z',
    cancelAtEnd: false,
  };
}

async function choose(wanted: Plan, mine: Subscription[], coins = 1_000) {
  const sent: unknown[] = [];
  const keep = (body: unknown) => {
    sent.push(body);
    return having(wanted);
  };
  renderWith(
    {
      'get /api/v1/plans': () => ({ items: [SILVER, GOLD, TRIED] }),
      'get /api/v1/subscriptions': () => ({ items: mine }),
      'get /api/v1/wallet': () => ({
        available: { amountMinor: coins * 1000, currency: 'COIN' },
      }),
      'get /api/v1/wallet/packages': () => ({ items: [] }),
      'get /api/v1/wallet/auto-top-up': () => ({
        state: 'OFF',
        offered: false,
        asksAtCheckout: false,
      }),
      'post /api/v1/subscriptions': keep,
      'post /api/v1/subscriptions/{subscriptionId}/change': keep,
    },
    <PlansPage />,
  );
  fireEvent.click(await screen.findByTestId(`choose-${wanted.code}`));
  return sent;
}

it.each([
  [GOLD, [], /^499 coins are taken now/],
  [TRIED, [], /first 7 days are free.*299 coins/],
  [GOLD, [having(SILVER)], /^499 coins are taken now.*given back/],
  [SILVER, [having(GOLD)], /^Nothing is taken now.*Feb.*2026.*199 coins/],
  [GOLD, [having(TRIED, 'TRIALING')], /^Nothing is taken now.*499 coins/],
  [GOLD, [having(SILVER, 'PAST_DUE')], /^Nothing is taken now(?!.*2026).*499 coins/],
])('says what is taken and when: %#', async (wanted, mine, words) => {
  const sent = await choose(wanted, mine);
  expect((await screen.findByTestId('plan-consequence')).textContent).toMatch(words);
  expect(sent).toEqual([]);
});

it('takes it once it was confirmed', async () => {
  const sent = await choose(GOLD, [having(SILVER)]);
  fireEvent.click(await screen.findByTestId('plan-confirm'));
  await waitFor(() => expect(sent).toEqual([{ action: 'CHANGE', plan: 'GOLD' }]));
  expect(screen.queryByTestId('plan-sheet')).toBeNull();
});

it('leads to more coins whoever has too few, and takes nothing', async () => {
  await choose(GOLD, [], 498);
  expect((await screen.findByTestId('plan-short')).textContent).toMatch(/498/);
  expect(screen.getByTestId('plan-confirm')).toHaveProperty('disabled', true);
  fireEvent.click(screen.getByTestId('plan-top-up'));
  await screen.findByTestId('top-up-sheet');
});

it('lets the server say what a dearer plan takes, which gives back first', async () => {
  await choose(GOLD, [having(SILVER)], 498);
  await screen.findByTestId('plan-consequence');
  expect(screen.queryByTestId('plan-short')).toBeNull();
});
