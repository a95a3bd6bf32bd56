import { expect, test } from '@playwright/test';

import { Ledger, type Money, Person, Server, Stage } from './harness/index.ts';

const MINUTE_MS = 60_000;
const COINS_PER_MINUTE = 60;

test('a call whose server is killed is settled for no more than what was delivered', async () => {
  const server = await Server.start({ settings: { BILLING_HEARTBEAT_MS: '1000' } });
  const viewer = await Person.viewer(server);
  const performer = await Person.performer(server, COINS_PER_MINUTE, 'SECOND');
  await viewer.buy('inr-499');
  const before = await viewer.wallet();
  const stage = await Stage.call(server, viewer, performer);
  const ledger = await Ledger.open(server);
  await expect
    .poll(async () => (await ledger.session(stage.callId)).heartbeats.length)
    .toBeGreaterThan(2);
  const running = await ledger.session(stage.callId);
  expect(running.held.amountMinor).toBeGreaterThan(0);

  await server.kill();
  const killedAt = Date.now();
  await server.launch();

  const books = await Ledger.open(server);
  await expect.poll(async () => (await books.session(stage.callId)).state).toBe('SETTLED');
  const settled = await books.session(stage.callId);
  expect(settled.fault).toBe(true);
  expect(settled.leaseEpoch).toBeGreaterThan(running.leaseEpoch);
  expect(settled.billableMs).toBeGreaterThanOrEqual(running.billableMs);
  expect(settled.billableMs).toBeLessThanOrEqual(
    killedAt - Date.parse((await books.session(stage.callId)).startedAt),
  );
  // A fault under a minute of delivered time is free; rounding is down, never up.
  expect(settled.captured.amountMinor).toBeLessThanOrEqual(
    Math.floor(settled.billableMs / 1000) * ((COINS_PER_MINUTE * 1000 * 1000) / MINUTE_MS),
  );
  expect(settled.billableMs).toBeLessThan(60_000);

  const again = await Person.signIn(server, viewer);
  const { receipt } = await again.get<{ receipt: { charged: Money; fault: boolean } }>(
    `/calls/${stage.callId}`,
  );
  expect(receipt).toMatchObject({ charged: { amountMinor: 0, currency: 'COIN' }, fault: true });
  expect(await again.wallet()).toMatchObject({
    available: before.available,
    held: { amountMinor: 0 },
  });
  await books.expectBalanced();

  await expect(stage.viewer.see('receipt')).toBeVisible({ timeout: 30_000 });
  const next = await stage.callAgain();
  expect(next.callId).not.toBe(stage.callId);
  await stage.close();
  await server.dispose();
});
