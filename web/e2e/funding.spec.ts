import { expect } from '@playwright/test';

import { MINUTE_MS, test } from './harness/house.ts';
import { chargeMinor, Ledger, type Money, Person, type Server, Stage } from './harness/index.ts';

/** The smallest package has 50 coins; at 16 a minute they last three minutes and leave 2. */
const COINS_PER_MINUTE = 16;
const COINS_BOUGHT = 50;
const HALF_A_SECOND_OF_FRAMES = 15;

test.describe('a call whose coins run out', () => {
  async function startCall(server: Server): Promise<Stage> {
    const viewer = await Person.viewer(server);
    const performer = await Person.performer(server, COINS_PER_MINUTE);
    await viewer.buy('inr-49');
    return Stage.call(server, viewer, performer);
  }

  test('is warned of, cut off by the server, and owes nothing', async ({ hurried }) => {
    const stage = await startCall(hurried);
    await expect(stage.viewer.see('low-balance')).toHaveAttribute('data-level', 'LOW');
    await expect(stage.viewer.see('low-balance')).toHaveAttribute('data-level', 'FINAL');
    await expect(stage.viewer.see('call-paused')).toHaveAttribute(
      'data-reason',
      'INSUFFICIENT_FUNDS',
    );

    await test.step('nothing more is delivered', async () => {
      const paused = await stage.viewer.media();
      expect(paused.videoFrames).toBeGreaterThan(0);
      let last = paused;
      await expect
        .poll(
          async () => {
            const now = await stage.viewer.media();
            // What a connection had is not counted once it is closed.
            if (now.videoFrames > 0) last = now;
            return stage.viewer.see('receipt').isVisible();
          },
          { intervals: [100] },
        )
        .toBe(true);
      // What was still on its way; the pause lasts three seconds.
      expect(last.videoFrames - paused.videoFrames).toBeLessThan(HALF_A_SECOND_OF_FRAMES);
    });

    const { receipt } = await stage.viewer.person.get<{
      receipt: { deliveredMs: number; charged: Money; reason: string };
    }>(`/calls/${stage.callId}`);
    expect(receipt.reason).toBe('INSUFFICIENT_FUNDS');
    expect(receipt.charged.amountMinor).toBe(3 * COINS_PER_MINUTE * 1000);
    // Delivered is what was paid for and not a second more.
    expect(receipt.deliveredMs).toBeGreaterThan(2 * MINUTE_MS);
    expect(receipt.deliveredMs).toBeLessThanOrEqual(3 * MINUTE_MS + 250);

    const wallet = await stage.viewer.person.wallet();
    expect(wallet.available.amountMinor).toBe((COINS_BOUGHT - 3 * COINS_PER_MINUTE) * 1000);
    expect(wallet.held.amountMinor).toBe(0);
    await (await Ledger.open(hurried)).expectBalanced();
    await stage.close();
  });

  test('ends at a limit of the viewer’s own, and offers no coins there', async ({ hurried }) => {
    const viewer = await Person.viewer(hurried);
    await viewer.buy('inr-499');
    const limit = { amountMinor: 3 * COINS_PER_MINUTE * 1000 };
    await viewer.put('/wallet/limits/SPEND/DAY', limit);
    const performer = await Person.performer(hurried, COINS_PER_MINUTE);
    const stage = await Stage.call(hurried, viewer, performer);
    const warning = stage.viewer.see('low-balance');
    await expect(warning).toContainText('within the limits you set');
    await expect(stage.viewer.see('warning-top-up')).toBeHidden();
    const pause = stage.viewer.see('call-paused');
    await expect(pause).toContainText('a limit you set for yourself');
    await expect(stage.viewer.see('pause-top-up')).toBeHidden();
    await expect(stage.viewer.see('receipt-ran-out')).toContainText('a limit you set');
    const { receipt } = await viewer.get<{ receipt: { charged: Money } }>(`/calls/${stage.callId}`);
    expect(receipt.charged.amountMinor).toBe(limit.amountMinor);
    await stage.close();
  });

  test('goes on when coins arrive in time', async ({ hurried }) => {
    const stage = await startCall(hurried);
    await expect(stage.viewer.see('low-balance')).toHaveAttribute('data-level', 'FINAL');
    await stage.viewer.person.buy('inr-499');
    await expect(stage.viewer.see('low-balance')).toBeHidden();

    const ledger = await Ledger.open(hurried);
    await expect
      .poll(async () => (await ledger.session(stage.callId)).captured.amountMinor)
      .toBeGreaterThanOrEqual(5 * COINS_PER_MINUTE * 1000);
    await test.step('a page beside it leaves the call where it is', async () => {
      const opened = stage.viewer.page.waitForEvent('popup');
      await stage.viewer.page.evaluate(() => void window.open(location.href));
      const beside = await opened;
      await expect(beside.getByTestId('call-take-over')).toBeVisible();
      await beside.close();
    });
    await stage.expectMediaBothWays();
    await stage.viewer.press('end-call');
    await stage.viewer.press('confirm-end');
    await expect(stage.viewer.see('receipt')).toBeVisible();
    const { receipt } = await stage.viewer.person.get<{
      receipt: { deliveredMs: number; charged: Money };
    }>(`/calls/${stage.callId}`);
    expect(receipt.charged.amountMinor).toBe(
      chargeMinor(receipt.deliveredMs, COINS_PER_MINUTE * 1000, MINUTE_MS, MINUTE_MS),
    );
    await ledger.expectBalanced();
    await stage.close();
  });
});
