import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const NO_SESSION = () => problem(401, 'UNAUTHENTICATED', 'Sign in first.');
const HAS_ONE = () => Response.json({ enabled: true, recoveryCodesLeft: 10, required: false });

it('asks for the code of who has set up a second factor, and lets in by it', async () => {
  const answers = [
    problem(401, 'SECOND_FACTOR_NEEDED', 'Enter the code that your authenticator app shows now.'),
    problem(401, 'SECOND_FACTOR_WRONG', 'This code is not right.'),
    signedInAs(),
  ];
  openConsole('/sessions', {
    'POST /api/v1/auth/refresh': NO_SESSION,
    'POST /api/v1/auth/sign-in': () => answers.shift()!,
    'GET /api/v1/admin/sessions': () => Response.json({ items: [] }),
  });
  fireEvent.change(await screen.findByTestId('sign-in-email'), { target: { value: 'a@b.c' } });
  fireEvent.change(screen.getByTestId('sign-in-password'), { target: { value: 'password12' } });
  expect(screen.queryByTestId('factor-code')).toBeNull();
  fireEvent.click(screen.getByTestId('sign-in-submit'));
  fireEvent.change(await screen.findByTestId('factor-code'), { target: { value: '123456' } });
  fireEvent.click(screen.getByTestId('sign-in-submit'));
  await waitFor(() =>
    expect(screen.getByTestId('sign-in-error').textContent).toBe('This code is not right.'),
  );
  fireEvent.change(screen.getByTestId('factor-code'), { target: { value: '654321' } });
  fireEvent.click(screen.getByTestId('sign-in-submit'));
  expect((await screen.findByTestId('signed-in-user')).textContent).toBe('Admin');
});

it('sends away to set one up who needs one here', async () => {
  openConsole('/sessions', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/me/second-factor': () =>
      Response.json({ enabled: false, recoveryCodesLeft: 0, required: true }),
  });
  await screen.findByTestId('factor-required');
  expect(screen.getByTestId('set-up-factor').getAttribute('href')).toBe('/settings#second-factor');
});

it('lets in who needs one and has it', async () => {
  openConsole('/sessions', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/sessions': () => Response.json({ items: [] }),
    'GET /api/v1/me/second-factor': () =>
      Response.json({ enabled: true, recoveryCodesLeft: 3, required: true }),
  });
  expect((await screen.findByTestId('signed-in-user')).textContent).toBe('Admin');
});

it('asks for it again where money goes, and not where it stays', async () => {
  const payout = {
    id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20',
    payeeId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02',
    payeeName: 'Maya',
    origin: 'REQUEST',
    attempt: 1,
    gross: { amountMinor: 100000, currency: 'INR' },
    withheld: { amountMinor: 0, currency: 'INR' },
    net: { amountMinor: 100000, currency: 'INR' },
    state: 'HELD',
    provider: 'sandbox',
    providerRef: '',
    reason: '',
    retryable: false,
    requestedAt: '2026-01-05T10:15:30Z',
  };
  openConsole('/payouts', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/me/second-factor': HAS_ONE,
    'GET /api/v1/admin/payouts': () => Response.json({ items: [payout], waitingForBankFile: 0 }),
  });
  fireEvent.click(await screen.findByTestId('payout-approve'));
  await screen.findByTestId('factor-code');
  fireEvent.keyDown(screen.getByTestId('reason'), { key: 'Escape' });
  await waitFor(() => expect(screen.queryByTestId('reason')).toBeNull());
  fireEvent.click(screen.getByTestId('payout-call_off'));
  await screen.findByTestId('reason');
  expect(screen.queryByTestId('factor-code')).toBeNull();
});
