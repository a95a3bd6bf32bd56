import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { SpendLimits } from './SpendLimits.tsx';

afterEach(cleanup);

const LIMITS = {
  items: [
    {
      kind: 'SPEND',
      period: 'DAY',
      amount: { amountMinor: 100_000, currency: 'COIN' },
      used: { amountMinor: 60_000, currency: 'COIN' },
    },
    {
      kind: 'BUY',
      period: 'WEEK',
      amount: { amountMinor: 500_000, currency: 'INR' },
      used: { amountMinor: 9_900, currency: 'INR' },
    },
  ],
};

function show(set: (body: unknown, parameters: unknown) => void = () => undefined) {
  renderWith(
    {
      'get /api/v1/wallet/limits': () => LIMITS,
      'get /api/v1/wallet': () => ({
        available: { amountMinor: 0, currency: 'COIN' },
        held: { amountMinor: 0, currency: 'COIN' },
        totalValue: { amountMinor: 0, currency: 'INR' },
      }),
      'put /api/v1/wallet/limits/{kind}/{period}': (body, parameters) => {
        set(body, parameters);
        return LIMITS;
      },
    },
    <SpendLimits />,
  );
}

it('shows limits of coins and of money', async () => {
  show();
  const lines = await screen.findAllByTestId('limit');
  expect(lines.map((line) => line.textContent)).toEqual([
    'Coins spent: 60 of 100 used in the last day',
    'Money paid: ₹99.00 of ₹5,000.00 used in the last 7 days',
  ]);
});

it.each(['-5', 'x', '99999999999999999999'])('sends no limit of %s', async (most) => {
  show();
  const field = await screen.findByTestId('limit-coins');
  fireEvent.change(field.querySelector('input') ?? field, { target: { value: most } });
  expect(screen.getByTestId<HTMLButtonElement>('limit-submit').disabled).toBe(true);
});

it.each([
  ['SPEND', 100_000],
  ['BUY', 10_000],
])('sets a limit of %s in its own unit', async (kind, amountMinor) => {
  const set = vi.fn();
  show(set);
  fireEvent.click(await screen.findByTestId(`limit-kind-${kind}`));
  const field = screen.getByTestId('limit-coins');
  fireEvent.change(field.querySelector('input') ?? field, { target: { value: '100' } });
  fireEvent.click(screen.getByTestId('limit-submit'));
  await waitFor(() => expect(set).toHaveBeenCalledWith({ amountMinor }, { kind, period: 'DAY' }));
});
