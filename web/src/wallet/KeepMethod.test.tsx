import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { KeepMethod } from './KeepMethod.tsx';
import { PackageGrid } from './PackageGrid.tsx';
import { TopUpSheet } from './TopUpSheet.tsx';
import { useTopUp } from './useTopUp.ts';
import { OFFER } from './wallet.fixture.ts';

afterEach(cleanup);

function Shop() {
  const topUp = useTopUp();
  return (
    <>
      <PackageGrid topUp={topUp} />
      <KeepMethod topUp={topUp} />
    </>
  );
}

function show(asksAtCheckout: boolean, shop = <Shop />) {
  vi.spyOn(window, 'open').mockReturnValue(null);
  return renderWith(
    {
      'get /api/v1/wallet': () => ({ available: { amountMinor: 0, currency: 'COIN' } }),
      'get /api/v1/wallet/packages': () => ({ items: [OFFER] }),
      'get /api/v1/wallet/auto-top-up': () => ({ state: 'OFF', offered: true, asksAtCheckout }),
      'post /api/v1/wallet/orders': () => ({
        orderId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02',
        packageId: 'inr-99',
        provider: 'stripe',
        price: { amountMinor: 7_920, currency: 'INR' },
        coins: { amountMinor: 110_000, currency: 'COIN' },
        state: 'PAID',
        redirectUrl: 'https://pay.example/1',
        createdAt: '2026-01-05T10:15:30Z',
      }),
    },
    shop,
  );
}

it('asks nothing where any payment can be charged again', async () => {
  const { asked } = show(false);
  await screen.findByTestId('packages');
  await waitFor(() => expect(asked.length).toBe(2));
  expect(screen.queryByTestId('keep-method')).toBeNull();
});

it('asks in the sheet of a running call, too', async () => {
  const { asked } = show(true, <TopUpSheet onClose={vi.fn()} />);
  await screen.findByTestId('keep-method');
  fireEvent.click(screen.getByRole('switch'));
  fireEvent.click((await screen.findByTestId('packages')).querySelector('button') as HTMLElement);
  await waitFor(() =>
    expect(asked.find(({ request }) => request.startsWith('post'))?.body).toEqual({
      packageId: 'inr-99',
      keepMethod: true,
    }),
  );
});

it.each([
  [false, { packageId: 'inr-99' }],
  [true, { packageId: 'inr-99', keepMethod: true }],
])('keeps what pays only if the viewer says so: %s', async (agrees, body) => {
  const { asked } = show(true);
  await screen.findByTestId('keep-method');
  const choice = screen.getByRole<HTMLInputElement>('switch');
  expect(choice.checked).toBe(false);
  if (agrees) {
    fireEvent.click(choice);
  }
  fireEvent.click((await screen.findByTestId('packages')).querySelector('button') as HTMLElement);
  await waitFor(() =>
    expect(asked.filter(({ request }) => request.startsWith('post'))).toEqual([
      { request: 'post /api/v1/wallet/orders', body },
    ]),
  );
});
