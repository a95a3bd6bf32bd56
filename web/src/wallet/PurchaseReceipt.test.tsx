import type { PurchaseReceipt as Receipt } from '@stagedoor/sdk';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { MemoryRouter } from 'react-router';
import { renderWith } from '../server.fixture.tsx';
import { AskedReceipt } from './AskedReceipt.tsx';
import { PurchaseReceipt } from './PurchaseReceipt.tsx';

afterEach(cleanup);

const inr = (amountMinor: number) => ({ amountMinor, currency: 'INR' }) as const;
const coins = (amountMinor: number) => ({ amountMinor, currency: 'COIN' }) as const;

const PAID: Receipt = {
  orderId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06',
  number: 'R-2026-000007',
  packageId: 'inr-99',
  provider: 'sandbox',
  paidAt: '2026-01-05T10:10:41Z',
  price: inr(9_900),
  net: inr(8_390),
  tax: inr(1_510),
  paidCoins: coins(95_000),
  bonusCoins: coins(15_000),
  remains: inr(9_900),
  steps: [
    {
      kind: 'PAID',
      number: 'R-2026-000007',
      at: '2026-01-05T10:10:41Z',
      amount: inr(9_900),
      tax: inr(1_510),
    },
  ],
};

async function show(receipt: Receipt) {
  const { asked } = renderWith(
    { 'get /api/v1/wallet/orders/{orderId}/receipt': () => receipt },
    <PurchaseReceipt orderId={receipt.orderId} />,
  );
  expect(asked).toEqual([]);
  fireEvent.click(screen.getByTestId('order-receipt'));
  const lines = await screen.findByTestId('order-receipt-lines');
  return lines.textContent;
}

it('shows price, tax, fees and coins', async () => {
  const text = await show(PAID);
  expect(text).toContain('Price₹99.00');
  expect(text).toContain('Without tax₹83.90');
  expect(text).toContain('Tax in the price₹15.10');
  expect(text).toContain('Fees addednone');
  expect(text).toContain('NumberR-2026-000007');
  expect(text).toContain(PAID.orderId);
  expect(text).not.toContain('Paid in the end');
});

it('shows what came back, and what was paid in the end', async () => {
  const text = await show({
    ...PAID,
    remains: inr(1_352),
    steps: [
      ...PAID.steps,
      {
        kind: 'REFUNDED',
        number: 'C-2026-000003',
        at: '2026-01-06T10:10:41Z',
        amount: inr(-8_548),
        tax: inr(-1_303),
      },
    ],
  });
  expect(screen.getAllByTestId('order-receipt-step').map((step) => step.dataset.kind)).toEqual([
    'PAID',
    'REFUNDED',
  ]);
  expect(text).toContain('C-2026-000003');
  expect(text).toContain('-₹85.48');
  expect(text).toContain('Paid in the end₹13.52');
});

it('shows the receipt that the address asks for', async () => {
  renderWith(
    { 'get /api/v1/wallet/orders/{orderId}/receipt': () => PAID },
    <MemoryRouter initialEntries={[`/wallet?receipt=${PAID.orderId}`]}>
      <AskedReceipt />
    </MemoryRouter>,
  );
  const lines = await screen.findByTestId('order-receipt-lines');
  expect(lines.textContent).toContain(PAID.orderId);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByTestId('order-receipt-lines')).toBeNull());
});
