import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const FAILED = {
  mailId: 'm1',
  kind: 'coins-expiring',
  state: 'FAILED',
  accountId: 'a1',
  recipient: 'asha@example.org',
  locale: 'ta-IN',
  subject: '150 coins',
  createdAt: '2026-01-05T10:15:30Z',
  attempts: 1,
  settledAt: '2026-01-05T10:15:31Z',
  lastError: '550 no such mailbox',
};
const KEPT = { ...FAILED, mailId: 'm2', state: 'KEPT', attempts: 0, lastError: '' };
const SENT = { ...FAILED, mailId: 'm3', state: 'SENT', lastError: '421 later' };
const WAITING = { ...FAILED, mailId: 'm4', state: 'WAITING', attempts: 3, lastError: '421 later' };
const RETRY = 'POST /api/v1/admin/mail/m1/retry';

function open(items: object[], hasServer = true, address = '/mail') {
  return openConsole(address, {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['SUPPORT'] }),
    'GET /api/v1/admin/mail': () =>
      Response.json({ hasServer, counts: { waiting: 1, kept: 2, sent: 3, failed: 4 }, items }),
    'GET /api/v1/admin/mail/m2': () => Response.json({ ...KEPT, plainText: 'Hello Asha,\n\nlook' }),
    [RETRY]: () => new Response(null, { status: 204 }),
    'POST /api/v1/admin/mail/m4/retry': () => problem(409, 'NO_MAIL_SERVER', 'There is none.'),
  });
}

it('says what failed and why, and tries it again', async () => {
  const { asked } = open([FAILED, SENT]);
  expect((await screen.findByTestId('failures')).textContent).toContain('4 messages');
  const [failed, sent] = screen.getAllByTestId('mail-row');
  expect(failed!.textContent).toContain('550 no such mailbox');
  expect(failed!.textContent).toContain('asha@example.org');
  expect(sent!.textContent).not.toContain('421');
  expect(screen.queryByTestId('retry-m3')).toBeNull();
  fireEvent.click(screen.getByTestId('retry-m1'));
  await waitFor(() => expect(asked).toContain(RETRY));
  await screen.findByTestId('retried');
});

it('says when it is tried next, and why it cannot be tried now', async () => {
  open([{ ...WAITING, settledAt: undefined, nextAttemptAt: '2026-01-05T11:15:30Z' }]);
  const row = await screen.findByTestId('mail-row');
  expect(row.textContent).toContain('3 attempts');
  expect(row.textContent).toContain('Next attempt');
  fireEvent.click(screen.getByTestId('retry-m4'));
  expect((await screen.findByTestId('retry-error')).textContent).toContain('There is none.');
});

it('shows without a mail server what would have been sent', async () => {
  open([KEPT], false);
  await screen.findByTestId('no-server');
  expect(screen.queryByTestId('retry-m2')).toBeNull();
  fireEvent.click(screen.getByTestId('read-m2'));
  expect((await screen.findByTestId('mail-text')).textContent).toBe('Hello Asha,\n\nlook');
});

it('asks for one state', async () => {
  const { asked } = open([], true, '/mail?state=WAITING');
  await screen.findByTestId('empty');
  expect(asked.some((request) => request.includes('state=WAITING'))).toBe(true);
});
