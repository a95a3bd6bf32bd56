import { expect } from '@playwright/test';

import { MINUTE_MS, test } from './harness/house.ts';
import { chargesOfParts, Ledger, type Money, Person, type Server, Stage } from './harness/index.ts';

const COINS_PER_MINUTE = 10;
const COINS_PER_MINUTE_OF_SOUND = 6;

interface Receipt {
  parts: { kind: string; perMinute: Money; deliveredMs: number; charged: Money }[];
  deliveredMs: number;
  chargedMs: number;
  charged: Money;
  earned?: Money;
}

test.describe('a paid call between two browsers', () => {
  test('is seen and heard, counted at the minute and booked to the last coin', async ({
    hurried: server,
  }) => {
    const viewer = await Person.viewer(server);
    const performer = await Person.performer(
      server,
      COINS_PER_MINUTE,
      'MINUTE',
      COINS_PER_MINUTE_OF_SOUND,
    );
    await viewer.buy('inr-499');
    const before = await viewer.wallet();
    const stage = await Stage.call(server, viewer, performer);

    await test.step('the cipher is GCM-128 on both sides', async () => {
      for (const side of [stage.viewer, stage.performer]) {
        expect((await side.media()).cipher).toMatch(/AEAD_AES_128_GCM/);
      }
    });

    await test.step('coins go down at every minute that begins', async () => {
      const ledger = await Ledger.open(server);
      await expect
        .poll(async () => {
          const session = await ledger.session(stage.callId);
          // Never more than the minutes that have begun; what is durable may lag by a heartbeat.
          expect(session.captured.amountMinor % (COINS_PER_MINUTE * 1000)).toBe(0);
          return session.captured.amountMinor;
        })
        .toBeGreaterThanOrEqual(3 * COINS_PER_MINUTE * 1000);
      const captures = await ledger.transfers(stage.callId, 'CAPTURE');
      const { captured } = await ledger.session(stage.callId);
      // One capture a minute; a machine that was late catches up with fewer, never with more.
      expect(captures.length).toBeGreaterThanOrEqual(1);
      expect(captures.length).toBeLessThanOrEqual(captured.amountMinor / (COINS_PER_MINUTE * 1000));
      await stage.expectMediaBothWays();
    });

    await test.step('without video it goes on at once, for less', async () => {
      await stage.viewer.press('open-switch');
      await expect(stage.viewer.see('switch-price')).toHaveText(/6/);
      await stage.viewer.press('confirm-switch');
      for (const side of [stage.viewer, stage.performer]) {
        await expect(side.see('call-rate')).toHaveText(/6/);
        await expect(side.see('self-view')).toHaveCount(0);
      }
    });

    await test.step('with video again when the other side has agreed to the price', async () => {
      await stage.performer.press('open-switch');
      await stage.performer.press('confirm-switch');
      await expect(stage.viewer.see('switch-price')).toHaveText(/10/);
      await expect(stage.viewer.see('call-rate')).toHaveText(/6/);
      await stage.viewer.press('accept-switch');
      await expect(stage.performer.see('call-rate')).toHaveText(/10/);
      await stage.expectMediaBothWays();
    });

    await test.step('the viewer ends it and both see the receipt', async () => {
      await stage.viewer.press('end-call');
      await stage.viewer.press('confirm-end');
      await expect(stage.viewer.see('receipt')).toBeVisible();
      await expect(stage.performer.see('receipt')).toBeVisible();
      await expect(stage.viewer.see('receipt-part')).toHaveCount(3);
    });

    await test.step('the receipt is the charge function of what was delivered', async () => {
      const { receipt } = await viewer.get<{ receipt: Receipt }>(`/calls/${stage.callId}`);
      expect(receipt.deliveredMs).toBeGreaterThan(2 * MINUTE_MS);
      expect(receipt.parts.map((part) => part.kind)).toEqual(['VIDEO', 'AUDIO', 'VIDEO']);
      const parts = receipt.parts.map(({ deliveredMs, perMinute }) => ({
        deliveredMs,
        perMinuteMinor: perMinute.amountMinor,
      }));
      const charges = chargesOfParts(parts, MINUTE_MS, MINUTE_MS);
      expect(receipt.parts.map((part) => part.charged.amountMinor)).toEqual(charges);
      expect(receipt.charged.amountMinor).toBe(charges.reduce((sum, charge) => sum + charge));
      const after = await viewer.wallet();
      expect(before.available.amountMinor - after.available.amountMinor).toBe(
        receipt.charged.amountMinor,
      );
      expect(after.held.amountMinor).toBe(0);
      await (await Ledger.open(server)).expectBalanced();
    });

    await test.step('a complaint brings coins back, and the receipt says so', async () => {
      await stage.viewer.press('complaint');
      await stage.viewer.see('complaint-reason').fill('The picture froze');
      await stage.viewer.press('complaint-submit');
      await expect(stage.viewer.see('complaint-asked')).toBeVisible();
      const paid = (await viewer.wallet()).available.amountMinor;
      await giveBack(server, stage.callId, COINS_PER_MINUTE * 1000);
      await stage.viewer.page.reload();
      await expect(stage.viewer.see('complaint-standing')).toHaveText(/10 coins/);
      await stage.performer.page.reload();
      await expect(stage.performer.see('taken-back')).toHaveText(/₹/);
      expect((await viewer.wallet()).available.amountMinor).toBe(paid + COINS_PER_MINUTE * 1000);
      await (await Ledger.open(server)).expectBalanced();
    });

    await test.step('what the media node saw of it stays readable', async () => {
      const admin = await Person.signIn(server, (await server.demoAccounts()).admin);
      const path = `/admin/media/rooms/${stage.callId}/participants/${viewer.id}/timeline`;
      await expect
        .poll(async () => {
          const { items } = await admin.get<{ items: { kind: string }[] }>(path);
          return items.map(({ kind }) => kind);
        })
        .toEqual(expect.arrayContaining(['NEGOTIATED', 'CONNECTED', 'DISCONNECTED']));
    });
    await stage.close();
  });
});

/** Somebody of the house decides in favour of who complained about the call. */
async function giveBack(server: Server, callId: string, coinsMinor: number) {
  const admin = await Person.signIn(server, (await server.demoAccounts()).admin);
  const { items } = await admin.get<{ items: { id: string; callId: string }[] }>(
    '/admin/disputes?state=OPEN',
  );
  const complaint = items.find((item) => item.callId === callId);
  await admin.post(`/admin/disputes/${complaint?.id}/decision`, {
    grant: true,
    coinsMinor,
    reason: 'It did freeze',
  });
}
