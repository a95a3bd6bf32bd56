import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const type = (testId: string, index: number, value: string) =>
  fireEvent.change(screen.getAllByTestId(testId)[index]!, { target: { value } });

async function fillIn() {
  await screen.findAllByTestId('adjustment-line');
  type('line-kind', 0, 'platform.psp_fees');
  type('line-amount', 0, '2.50');
  type('line-kind', 1, 'psp.receivable');
  type('line-qualifier', 1, 'sandbox');
}

const submit = () => screen.getByTestId<HTMLButtonElement>('adjustment-submit');

it('proposes only what balances, with a reason, for somebody else to approve', async () => {
  openConsole('/adjustments', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['FINANCE'] }),
    'POST /api/v1/admin/adjustments': () => new Response(null, { status: 202 }),
  });
  await fillIn();
  type('adjustment-reason', 0, 'Fee booked twice');
  expect(screen.getByTestId('adjustment-balance').textContent).toContain('2.50');
  expect(submit().disabled).toBe(true);
  type('line-amount', 1, '-2.50');
  expect(screen.getByTestId('adjustment-balance').textContent).toBe('The lines balance.');
  fireEvent.click(submit());
  expect((await screen.findByTestId('adjustment-proposed')).textContent).toContain('somebody else');
});

it('keeps what was typed when the server refuses it, and says why', async () => {
  openConsole('/adjustments', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['FINANCE'] }),
    'POST /api/v1/admin/adjustments': () =>
      problem(409, 'IDEMPOTENCY_CONFLICT', 'This proposal could not be kept.'),
  });
  await fillIn();
  type('line-amount', 1, '-2.50');
  type('adjustment-reason', 0, 'Fee booked twice');
  fireEvent.click(submit());
  expect((await screen.findByTestId('adjustment-error')).textContent).toBe(
    'This proposal could not be kept.',
  );
  expect(screen.getAllByTestId<HTMLInputElement>('line-kind')[0]!.value).toBe('platform.psp_fees');
});
