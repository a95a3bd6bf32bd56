import { expect, test } from '@playwright/test';

import {
  chargeMinor,
  Ledger,
  MediaProxy,
  type Money,
  Person,
  Server,
  Stage,
} from './harness/index.ts';

const MINUTE_MS = 60_000;
const COINS_PER_MINUTE = 60;
/** A silence longer than this stops the clock; where the silence began is where it stops. */
const GAP_MS = 5_000;
const SETTINGS = {
  CALL_RECONNECT_MS: '4000',
  MEDIA_GAP_MS: String(GAP_MS),
  BILLING_HEARTBEAT_MS: '1000',
};

interface PastCall {
  outcome: string;
  receipt: { deliveredMs: number; charged: Money; reason: string };
}

test.describe('a call that loses one side', () => {
  let server: Server;
  let proxy: MediaProxy;
  test.beforeAll(async () => {
    // The proxy must be known before the server is: it is what browsers are told.
    const mediaPort = await MediaProxy.freePort();
    proxy = await MediaProxy.listen(mediaPort);
    server = await Server.start({
      settings: SETTINGS,
      mediaPort,
      advertise: `127.0.0.1:${proxy.port}`,
    });
  });
  test.afterAll(async () => {
    await server.dispose();
    proxy.close();
  });

  async function startCall(): Promise<Stage> {
    const viewer = await Person.viewer(server);
    // By the second, so that the bill shows delivered time to the second.
    const performer = await Person.performer(server, COINS_PER_MINUTE, 'SECOND');
    await viewer.buy('inr-499');
    return Stage.call(server, viewer, performer);
  }

  /** The proxy's clients that are one browser's, by its ports. */
  function pathsOf(ports: Set<string>, known: Set<string>): string[] {
    const paths = proxy.addresses.filter(
      (address) => !known.has(address) && ports.has(address.slice(address.lastIndexOf(':') + 1)),
    );
    expect(paths).not.toHaveLength(0);
    return paths;
  }

  /** The call has ended, and the bill is for delivered time only. */
  async function expectFairBill(stage: Stage, longestMs: number): Promise<void> {
    const { viewer } = stage;
    await expect
      .poll(async () => (await viewer.person.get<PastCall>(`/calls/${stage.callId}`)).receipt, {
        timeout: 30_000,
      })
      .toBeTruthy();
    const { receipt } = await viewer.person.get<PastCall>(`/calls/${stage.callId}`);
    expect(receipt.reason).toBe('CONNECTION_LOST');
    expect(receipt.deliveredMs).toBeLessThanOrEqual(longestMs);
    expect(receipt.charged.amountMinor).toBe(
      chargeMinor(receipt.deliveredMs, COINS_PER_MINUTE * 1000, 1_000, MINUTE_MS),
    );
    expect((await viewer.person.wallet()).held.amountMinor).toBe(0);
    await (await Ledger.open(server)).expectBalanced();
  }

  for (const lost of ['viewer', 'performer'] as const) {
    test(`stops the clock and ends fairly when the ${lost}'s tab is killed`, async () => {
      const stage = await startCall();
      const began = Date.now();
      const staying = lost === 'viewer' ? stage.performer : stage.viewer;
      const going = lost === 'viewer' ? stage.viewer : stage.performer;
      await stage.expectMediaBothWays();
      await going.browser.close();
      const longestMs = Date.now() - began + 10_000;
      await expect(staying.see('call-paused')).toHaveAttribute('data-reason', 'RECONNECTING');
      await expect(staying.see('receipt')).toBeVisible({ timeout: 30_000 });
      await expectFairBill(stage, longestMs);
      await staying.close();
    });

    test(`stops the clock within the gap and ends fairly when the ${lost}'s network is gone`, async () => {
      const known = new Set(proxy.addresses);
      const stage = await startCall();
      const staying = lost === 'viewer' ? stage.performer : stage.viewer;
      const going = lost === 'viewer' ? stage.viewer : stage.performer;
      const ledger = await Ledger.open(server);
      await expect
        .poll(async () => (await ledger.session(stage.callId)).billableMs)
        .toBeGreaterThan(0);

      // Everything of that side is gone: its packets and its WebSocket.
      await going.page.context().setOffline(true);
      const mine = await going.localPorts();
      proxy.cut(pathsOf(mine, known));
      const cutAt = Date.now();

      await expect(staying.see('call-paused')).toHaveAttribute('data-reason', 'RECONNECTING', {
        timeout: GAP_MS + 3_000,
      });
      expect(Date.now() - cutAt).toBeLessThan(GAP_MS + 2_000);
      await expect(staying.see('receipt')).toBeVisible({ timeout: 30_000 });
      await expectFairBill(stage, 60_000);
      proxy.heal();
      await stage.close();
    });
  }

  test('goes on unbilled for the time between when the network comes back', async () => {
    const known = new Set(proxy.addresses);
    const stage = await startCall();
    const mine = await stage.viewer.localPorts();
    await stage.expectMediaBothWays();
    proxy.cut(pathsOf(mine, known));
    await expect(stage.performer.see('call-paused')).toBeVisible({ timeout: GAP_MS + 3_000 });
    proxy.heal();
    await expect(stage.performer.see('call-paused')).toBeHidden();
    await stage.expectMediaBothWays();
    await stage.performer.press('end-call');
    await stage.performer.press('confirm-end');
    await expect(stage.viewer.see('receipt')).toBeVisible();
    const { receipt } = await stage.viewer.person.get<PastCall>(`/calls/${stage.callId}`);
    expect(receipt.charged.amountMinor).toBe(
      chargeMinor(receipt.deliveredMs, COINS_PER_MINUTE * 1000, 1_000, MINUTE_MS),
    );
    await stage.close();
  });
});
