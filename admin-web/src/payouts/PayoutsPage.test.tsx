import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const INR = { amountMinor: 100000, currency: 'INR' };
const PAYOUT = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20',
  payeeId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02',
  payeeName: 'Maya',
  origin: 'REQUEST',
  attempt: 1,
  gross: INR,
  withheld: { ...INR, amountMinor: 0 },
  net: INR,
  state: 'UNKNOWN',
  provider: 'razorpayx',
  providerRef: '',
  reason: '',
  retryable: false,
  requestedAt: '2026-01-05T10:15:30Z',
};

it('lays what became of an unclear payout before somebody else', async () => {
  const sent: { proposalId: string; paid: boolean; reason: string }[] = [];
  const refusals = [problem(409, 'PAYOUT_TOO_FAR', 'It has ended. Load it again.')];
  openConsole('/payouts', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['FINANCE'] }),
    'GET /api/v1/admin/payouts': () => Response.json({ items: [PAYOUT], waitingForBankFile: 0 }),
    [`POST /api/v1/admin/payouts/${PAYOUT.id}/settlement`]: (body) => {
      sent.push(JSON.parse(body) as (typeof sent)[number]);
      return refusals.shift() ?? Response.json({ state: 'PROPOSED' }, { status: 201 });
    },
  });
  fireEvent.click(await screen.findByTestId('settle-failed'));
  fireEvent.change(screen.getByTestId('reason'), { target: { value: 'not on the statement' } });
  fireEvent.click(screen.getByTestId('reason-submit'));
  expect((await screen.findByTestId('reason-error')).textContent).toContain('It has ended.');
  fireEvent.click(screen.getByTestId('reason-submit'));
  await screen.findByTestId('settle-proposed');
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]).toMatchObject({ paid: false, reason: 'not on the statement' });
});

it('takes the file for the bank by the second factor of who has one', async () => {
  const shown: (string | null)[] = [];
  const refusals = [problem(409, 'SECOND_FACTOR_WRONG', 'This code is not right.')];
  openConsole('/payouts', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['FINANCE'] }),
    'GET /api/v1/me/second-factor': () =>
      Response.json({ enabled: true, recoveryCodesLeft: 10, required: false }),
    'GET /api/v1/admin/payouts': () => Response.json({ items: [PAYOUT], waitingForBankFile: 2 }),
    'POST /api/v1/admin/bank-file': (_, headers) => {
      shown.push(headers.get('Second-Factor'));
      return refusals.shift() ?? problem(409, 'NOTHING_TO_DO', 'No payout waits for a file.');
    },
  });
  fireEvent.change(await screen.findByTestId('factor-code'), { target: { value: '123456' } });
  fireEvent.click(screen.getByTestId('bank-file-take'));
  expect((await screen.findByTestId('bank-file-error')).textContent).toContain('not right');
  fireEvent.change(screen.getByTestId('factor-code'), { target: { value: '654321' } });
  fireEvent.click(screen.getByTestId('bank-file-take'));
  await screen.findByText('No payout waits for a file.');
  expect(shown).toEqual(['123456', '654321']);
});

it('says in words that somebody else must decide on what is one’s own', async () => {
  openConsole('/payouts', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['FINANCE'] }),
    'GET /api/v1/admin/payouts': () =>
      Response.json({ items: [{ ...PAYOUT, state: 'HELD' }], waitingForBankFile: 0 }),
    [`POST /api/v1/admin/payouts/${PAYOUT.id}/action`]: () =>
      problem(409, 'OWN_CASE', 'Nobody decides on what is their own. Ask another person.'),
  });
  fireEvent.click(await screen.findByTestId('payout-approve'));
  fireEvent.change(screen.getByTestId('reason'), { target: { value: 'it is mine' } });
  fireEvent.click(screen.getByTestId('reason-submit'));
  expect((await screen.findByTestId('reason-error')).textContent).toContain('Ask another person');
});
