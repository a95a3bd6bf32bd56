import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { type Answers, renderWith } from '../server.fixture.tsx';
import { AutoTopUp } from './AutoTopUp.tsx';
import { OFFER } from './wallet.fixture.ts';

afterEach(cleanup);

const PATH = '/api/v1/wallet/auto-top-up';
const ON = {
  state: 'ON',
  offered: true,
  asksAtCheckout: false,
  threshold: { amountMinor: 40_000, currency: 'COIN' },
  packageId: 'inr-99',
  cap: { amountMinor: 23_760, currency: 'INR' },
  period: 'WEEK',
  used: { amountMinor: 7_920, currency: 'INR' },
  agreedAt: '2026-01-05T10:15:30Z',
  attempts: [
    {
      orderId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02',
      packageId: 'inr-99',
      provider: 'sandbox',
      price: { amountMinor: 7_920, currency: 'INR' },
      coins: { amountMinor: 110_000, currency: 'COIN' },
      state: 'FAILED',
      redirectUrl: '',
      createdAt: '2026-01-05T10:15:30Z',
    },
  ],
};

function show(topUp: object, more: Answers = {}) {
  return renderWith(
    {
      [`get ${PATH}`]: () => topUp,
      'get /api/v1/wallet/packages': () => ({ items: [OFFER] }),
      ...more,
    },
    <AutoTopUp />,
  );
}

it('is not shown where no provider can charge again', async () => {
  const { asked } = show({ state: 'OFF', offered: false });
  await waitFor(() => expect(asked.length).toBe(2));
  await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
});

it('sends nothing before the viewer has agreed to an amount they can see', async () => {
  const { asked } = show({ state: 'OFF', offered: true }, { [`put ${PATH}`]: () => ON });
  const save = await screen.findByTestId<HTMLButtonElement>('auto-top-up-save');
  fireEvent.change(screen.getByTestId('auto-top-up-threshold'), { target: { value: '40' } });
  fireEvent.change(screen.getByTestId('auto-top-up-times'), { target: { value: '3' } });
  fireEvent.click(screen.getByRole('button', { name: /Package/ }));
  fireEvent.click(await screen.findByRole('option', { name: '110 coins for ₹79.20' }));
  expect(screen.getByTestId('auto-top-up-cap').textContent).toBe('At most ₹237.60 within 30 days.');
  expect(save.disabled).toBe(true);
  fireEvent.click(screen.getByRole('switch'));
  expect(save.disabled).toBe(false);
  fireEvent.click(save);
  expect((await screen.findByTestId('auto-top-up-on')).textContent).toContain('₹79.20 of ₹237.60');
  expect(asked.filter(({ request }) => request.startsWith('put'))).toEqual([
    {
      request: `put ${PATH}`,
      body: {
        threshold: { amountMinor: 40_000, currency: 'COIN' },
        packageId: 'inr-99',
        cap: { amountMinor: 23_760, currency: 'INR' },
        period: 'MONTH',
        agreed: true,
      },
    },
  ]);
});

it('is switched off by one button, and shows what was tried', async () => {
  show(ON, { [`delete ${PATH}`]: () => ({ ...ON, state: 'OFF', offReason: 'BUYER' }) });
  fireEvent.click(await screen.findByTestId('auto-top-up-stop'));
  await screen.findByTestId('auto-top-up-save');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByTestId('auto-top-up-attempts').textContent).toContain('₹79.20 not paid');
});

it.each([
  ['DECLINED', 'declined several times'],
  ['PRICE', 'costs more than you agreed to'],
  ['DISPUTED', 'your bank took a payment back'],
  ['PROVIDER', 'no longer takes such payments'],
])('says why it switched itself off: %s', async (offReason, words) => {
  show({ ...ON, state: 'OFF', offReason });
  expect((await screen.findByTestId('auto-top-up-off')).textContent).toContain(words);
});
