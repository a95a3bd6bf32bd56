import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const CODE = {
  code: 'WELCOME-25',
  coins: { amountMinor: 25000, currency: 'COIN' },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2026-02-01T00:00:00Z',
  maximumTotal: 1000,
  maximumPerUser: 1,
  redeemed: 12,
  active: true,
};
const LEFT = { amountMinor: 1000000, currency: 'COIN' };
const FINANCE = () => signedInAs({ roles: ['FINANCE'] });

it('shows what a code gives and how often it was used, and switches it off', async () => {
  openConsole('/codes', {
    'POST /api/v1/auth/refresh': FINANCE,
    'GET /api/v1/admin/codes': () => Response.json({ items: [CODE], leftAlone: LEFT }),
    'POST /api/v1/admin/codes/WELCOME-25/activation': () =>
      Response.json({ items: [{ ...CODE, active: false }], leftAlone: LEFT }),
  });
  const table = await screen.findByTestId('codes');
  expect(table.textContent).toContain('12 of 1,000; 1 a person');
  expect(table.textContent).toContain('25.000');
  expect(screen.getByTestId('left-alone').textContent).toContain('1,000.000');
  fireEvent.click(screen.getByRole('switch'));
  await waitFor(() => expect(screen.getByTestId('code-active').textContent).toBe('Off'));
});

it('makes a code, or says why not', async () => {
  const answers = [
    problem(409, 'CODE_EXISTS', 'There is a code of this name already. Choose another.'),
    Response.json({ items: [CODE], leftAlone: LEFT }, { status: 201 }),
    Response.json({ proposedBy: 'me', state: 'PROPOSED' }, { status: 202 }),
  ];
  openConsole('/codes', {
    'POST /api/v1/auth/refresh': FINANCE,
    'GET /api/v1/admin/codes': () => Response.json({ items: [], leftAlone: LEFT }),
    'POST /api/v1/admin/codes': () => answers.shift()!,
  });
  await screen.findByTestId('empty');
  const values = {
    'code-code': 'WELCOME-25',
    'code-coins': '25',
    'code-total': '1000',
    'code-from': '2026-01-01T00:00',
    'code-until': '2026-02-01T00:00',
  };
  const fill = () => {
    for (const [field, value] of Object.entries(values)) {
      fireEvent.change(screen.getByTestId(field), { target: { value } });
    }
  };
  fill();
  fireEvent.click(screen.getByTestId('code-submit'));
  expect((await screen.findByTestId('code-error')).textContent).toContain('Choose another');
  fireEvent.click(screen.getByTestId('code-submit'));
  await screen.findByTestId('code-made');
  expect(screen.getByTestId('codes').textContent).toContain('WELCOME-25');
  fill();
  fireEvent.click(screen.getByTestId('code-submit'));
  await screen.findByTestId('code-proposed');
});
