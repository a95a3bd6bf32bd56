import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { EarningsSummary, Payout } from '@stagedoor/sdk';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { PayoutCard } from './PayoutCard.tsx';

afterEach(cleanup);

const rupees = (amountMinor: number) => ({ amountMinor, currency: 'INR' }) as const;

const SUMMARY = {
  available: rupees(180_000),
  standing: { frozen: false, verified: true, account: {}, schedule: 'ON_REQUEST' },
  terms: {
    minimum: rupees(50_000),
    dayCap: rupees(5_000_000),
    monthCap: rupees(50_000_000),
  },
} as unknown as EarningsSummary;

it.each([
  ['APPROVED', 'will be paid'],
  ['REQUESTED', 'once somebody of the house has looked at it'],
  ['HELD', 'once somebody of the house has looked at it'],
] as const)('says of a payout that is %s that it %s', async (state: Payout['state'], words) => {
  renderWith(
    { 'post /api/v1/performer/payouts': () => ({ state, net: rupees(180_000) }) },
    <PayoutCard summary={SUMMARY} />,
  );
  fireEvent.click(screen.getByTestId('payout-request'));
  const done = await screen.findByTestId('payout-done');
  expect(done.textContent).toContain(words);
  expect(done.textContent).toContain('1,800.00');
});
