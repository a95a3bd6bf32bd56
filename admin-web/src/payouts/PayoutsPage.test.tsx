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
