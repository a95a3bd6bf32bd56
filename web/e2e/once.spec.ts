import { createHash, createHmac, randomUUID } from 'node:crypto';

import { expect } from '@playwright/test';

import { test } from './harness/house.ts';
import { Ledger, Person, ProblemError, type Server, Socket, Stage } from './harness/index.ts';

const COINS_PER_MINUTE = 10;
const FIVE = [1, 2, 3, 4, 5];

test.describe('what is sent five times at once', () => {
  let server: Server;
  let stage: Stage;
  let viewer: Person;
  test.beforeAll(async ({ server: shared }) => {
    server = shared;
    viewer = await Person.viewer(server);
    await viewer.buy('inr-499');
    stage = await Stage.call(server, viewer, await Person.performer(server, COINS_PER_MINUTE));
  });
  test.afterAll(() => stage.close());

  test('a tip counts once', async () => {
    const tip = {
      tipId: randomUUID(),
      performerId: stage.performer.person.id,
      callId: stage.callId,
      amount: { amountMinor: 7_000, currency: 'COIN' },
      message: 'five times',
      anonymous: false,
    };
    const sockets = await Promise.all(FIVE.map(() => Socket.connect(viewer)));
    const before = (await viewer.wallet()).available.amountMinor;
    const replies = await Promise.all(sockets.map((socket) => socket.request('tip.send', tip)));
    expect(replies.map((reply) => reply.ok)).toEqual(FIVE.map(() => true));
    expect((await viewer.wallet()).available.amountMinor).toBe(before - 7_000);
    expect(await (await Ledger.open(server)).transfers(stage.callId, 'TIP')).toHaveLength(1);

    // The same id for another amount is somebody's mistake, not a tip.
    const other = { ...tip, amount: { amountMinor: 8_000, currency: 'COIN' } };
    const refused = await sockets[0]!.request('tip.send', other);
    expect(refused).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    sockets.forEach((socket) => socket.close());
  });

  test('an order and its payment count once', async () => {
    const key = randomUUID();
    const orders = await Promise.all(
      FIVE.map(() =>
        viewer.post<{ orderId: string }>(
          '/wallet/orders',
          { packageId: 'inr-99' },
          { 'Idempotency-Key': key },
        ),
      ),
    );
    expect(new Set(orders.map((order) => order.orderId)).size).toBe(1);
    const before = (await viewer.wallet()).available.amountMinor;
    // The card "double" makes the provider send its webhook twice; five people press the button.
    await Promise.all(
      FIVE.map(() =>
        fetch(`${server.url}/sandbox-pay/${orders[0]!.orderId}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: 'card=double',
        }),
      ),
    );
    await expect
      .poll(async () => (await viewer.wallet()).available.amountMinor - before)
      .toBe(110_000);
    await (await Ledger.open(server)).expectBalanced();
  });

  test('a forged payment counts never', async () => {
    const before = (await viewer.wallet()).available.amountMinor;
    const body = JSON.stringify({ id: randomUUID(), type: 'payment.succeeded' });
    const time = Math.floor(Date.now() / 1000);
    const guess = createHmac('sha256', createHash('sha256').update('guess').digest())
      .update(`${time}.${body}`)
      .digest('hex');
    const answer = await fetch(`${server.url}/api/v1/webhooks/sandbox`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Sandbox-Signature': `t=${time},v1=${guess}`,
      },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await viewer.wallet()).available.amountMinor).toBe(before);
  });

  test('nobody can spend the same coins twice', async () => {
    const wallet = await viewer.wallet();
    const most = Math.floor(wallet.available.amountMinor / 1000) - 20;
    const sockets = await Promise.all(FIVE.map(() => Socket.connect(viewer)));
    const replies = await Promise.all(
      sockets.map((socket) =>
        socket.request('tip.send', {
          tipId: randomUUID(),
          performerId: stage.performer.person.id,
          amount: { amountMinor: most * 1000, currency: 'COIN' },
          message: '',
          anonymous: true,
        }),
      ),
    );
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    for (const refused of replies.filter((reply) => !reply.ok)) {
      expect(refused.error?.code).toBe('INSUFFICIENT_FUNDS');
    }
    expect((await viewer.wallet()).available.amountMinor).toBeGreaterThanOrEqual(0);
    sockets.forEach((socket) => socket.close());
  });

  test('a second call beside the first is refused', async () => {
    const other = await Person.performer(server, COINS_PER_MINUTE);
    const online = await Socket.connect(other);
    await online.request('presence.set', { status: 'ONLINE' });
    const quote = await viewer.post<{ quoteId: string }>('/calls/quotes', {
      performerId: other.id,
      kind: 'AUDIO',
    });
    const socket = await Socket.connect(viewer);
    const reply = await socket.request('call.request', { quoteId: quote.quoteId });
    expect(reply).toMatchObject({ ok: false, error: { code: 'VIEWER_BUSY' } });
    socket.close();
    online.close();
  });

  test('a hang-up settles once', async () => {
    const sockets = await Promise.all(FIVE.map(() => Socket.connect(viewer)));
    await Promise.all(
      sockets.map((socket) => socket.request('call.end', { callId: stage.callId })),
    );
    await expect(stage.viewer.see('receipt')).toBeVisible();
    const ledger = await Ledger.open(server);
    expect((await ledger.session(stage.callId)).state).toBe('SETTLED');
    expect(await ledger.transfers(stage.callId, 'RELEASE')).toHaveLength(1);
    expect((await viewer.wallet()).held.amountMinor).toBe(0);
    await ledger.expectBalanced();
    sockets.forEach((socket) => socket.close());
  });
});

test('an unknown package is a clear error', async ({ server }) => {
  const viewer = await Person.viewer(server);
  const problem = await viewer
    .post('/wallet/orders', { packageId: 'nothing' }, { 'Idempotency-Key': randomUUID() })
    .catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ProblemError);
  expect((problem as ProblemError).status).toBeGreaterThanOrEqual(400);
});
