import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const ID = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c0a';
const coins = (amountMinor: number) => ({ amountMinor, currency: 'COIN' });
const OPEN = {
  id: ID,
  userId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c0b',
  callId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c0c',
  reason: 'no picture',
  state: 'OPEN',
  charged: coins(40_000),
  returned: coins(0),
  borne: { amountMinor: 0, currency: 'INR' },
  openedAt: '2026-01-05T10:15:30Z',
};

function open() {
  const said: unknown[] = [];
  openConsole('/disputes', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/disputes': () => Response.json({ items: [OPEN] }),
    'GET /api/v1/me/second-factor': () => Response.json({ enabled: false, required: false }),
    [`POST /api/v1/admin/disputes/${ID}/decision`]: (body) => {
      said.push(JSON.parse(body));
      return Response.json({ state: 'REFUNDED' });
    },
  });
  return said;
}

function type(field: string, value: string) {
  fireEvent.change(screen.getByTestId(field), { target: { value } });
}

it('gives a part of a call back, once there is a reason and a number of coins', async () => {
  const said = open();
  fireEvent.click(await screen.findByTestId('grant'));
  type('ruling-coins', 'half');
  type('reason', ' frozen ');
  expect(screen.getByTestId('reason-submit').hasAttribute('disabled')).toBe(true);
  type('ruling-coins', '12.5');
  fireEvent.click(screen.getByTestId('reason-submit'));
  await waitFor(() => expect(screen.queryByTestId('reason-sheet')).toBeNull());
  expect(said).toEqual([{ grant: true, reason: 'frozen', coinsMinor: 12_500 }]);
});

it('asks for no coins of who is refused', async () => {
  const said = open();
  fireEvent.click(await screen.findByTestId('reject'));
  expect(screen.queryByTestId('ruling-coins')).toBeNull();
  type('reason', 'delivered');
  fireEvent.click(screen.getByTestId('reason-submit'));
  await waitFor(() => expect(said).toEqual([{ grant: false, reason: 'delivered' }]));
});
