import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const WEBHOOK = {
  id: 7,
  provider: 'stripe',
  eventId: 'evt_1',
  kind: 'SUCCEEDED',
  orderId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06',
  amount: { amountMinor: 4900, currency: 'INR' },
  outcome: 'QUARANTINED',
  reason: 'no such order',
  receivedAt: '2026-01-05T10:15:30Z',
  replayable: true,
  dismissable: false,
};
const REPLAY = 'POST /api/v1/admin/payments/webhooks/7/replay';

function open(webhooks: object[]) {
  return openConsole('/providers', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/payments/providers': () =>
      Response.json({
        items: [{ name: 'stripe', enabled: true, takesOrders: true, quarantined: 1 }],
      }),
    'GET /api/v1/admin/payments/webhooks': () => Response.json({ items: webhooks }),
    [REPLAY]: () => Response.json({ accepted: false, reason: 'still no such order' }),
    'POST /api/v1/admin/payments/webhooks/8/dismissal': () => new Response(null, { status: 204 }),
  });
}

it('shows how providers are and why a webhook was kept aside', async () => {
  open([WEBHOOK]);
  expect((await screen.findByTestId('quarantined')).textContent).toBe('1');
  expect((await screen.findByTestId('webhooks-row')).textContent).toContain('no such order');
});

it('decides again and says what came of it', async () => {
  const { asked } = open([WEBHOOK]);
  fireEvent.click(await screen.findByTestId('replay-7'));
  await waitFor(() => expect(asked).toContain(REPLAY));
  expect((await screen.findByTestId('replayed')).textContent).toBe('still no such order');
});

it('says so when nothing has come yet', async () => {
  open([]);
  await screen.findByTestId('empty');
});

it('lets news that nothing can be decided on be closed with a note', async () => {
  const { kind, orderId, ...news } = WEBHOOK;
  const payoutId = orderId;
  const { asked } = open([
    { ...news, id: 8, provider: 'razorpayx', replayable: false, dismissable: true, payoutId },
    { ...WEBHOOK, kind },
    { ...WEBHOOK, id: 9, kind: 'CHARGEBACK_WON', dismissable: true },
  ]);
  fireEvent.click(await screen.findByTestId('dismiss-8'));
  expect(screen.queryByTestId('dismiss-9')).not.toBeNull();
  expect(screen.queryByTestId('dismiss-7')).toBeNull();
  fireEvent.change(screen.getByTestId('reason'), { target: { value: 'not ours' } });
  fireEvent.click(screen.getByTestId('reason-submit'));
  await waitFor(() => expect(asked).toContain('POST /api/v1/admin/payments/webhooks/8/dismissal'));
  await waitFor(() => expect(screen.queryByTestId('reason-sheet')).toBeNull());
});
