import type { Plan, Subscription } from '@stagedoor/sdk';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { MySubscription } from './MySubscription.tsx';
import { PlanCard } from './PlanCard.tsx';

afterEach(cleanup);

const VIP: Plan = {
  code: 'VIP',
  name: 'VIP',
  price: { amountMinor: 199_000, currency: 'COIN' },
  trialDays: 0,
  discountKind: 'NONE',
  discountPercent: 0,
  freeMinutes: 40,
  allowance: { amountMinor: 200_000, currency: 'COIN' },
  perks: [],
};
const PLAIN: Plan = { ...VIP, freeMinutes: 0, allowance: { amountMinor: 0, currency: 'COIN' } };
const WORDS = /^40 free minutes a month, given as .*200 coins that last for the month$/;

function card(plan: Plan) {
  const rest = { isCurrent: false, replaces: false, isPending: false, onChoose: () => undefined };
  renderWith({}, <PlanCard plan={plan} {...rest} />);
}

function mine(plan: Plan) {
  const subscription: Subscription = {
    subscriptionId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20',
    plan,
    state: 'ACTIVE',
    periodStart: '2026-01-05T10:00:00Z',
    periodEnd: '2026-02-05T10:00:00Z',
    cancelAtEnd: false,
  };
  const rest = { isPending: false, onCancel: () => undefined, onResume: () => undefined };
  renderWith({}, <MySubscription subscription={subscription} {...rest} />);
}

it.each([card, mine])('says how many minutes are free, and as how many coins', (show) => {
  show(VIP);
  expect(screen.getByTestId('free-minutes').textContent).toMatch(WORDS);
});

it.each([card, mine])('says nothing where no minutes are free', (show) => {
  show(PLAIN);
  expect(screen.queryByTestId('free-minutes')).toBeNull();
});
