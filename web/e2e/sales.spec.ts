import { randomUUID } from 'node:crypto';

import { expect } from '@playwright/test';

import { test } from './harness/house.ts';
import { Ledger, Person, type Server, Side } from './harness/index.ts';

const coins = (whole: number) => ({ amountMinor: whole * 1_000, currency: 'COIN' });

/** A browser that publishes begins small and finds its way up. */
const CLIMBING_MS = 60_000;

/** A sports car. */
const GIFT = coins(1_000);

interface Booking {
  bookingId: string;
  price: { amountMinor: number };
}

/** What is sold besides calls is delivered: a show to those with a ticket, a booked call to the two who agreed on it. */
test.describe('tickets and bookings', () => {
  let server: Server;
  let viewer: Side;
  let performer: Side;
  test.beforeAll(async ({ server: shared }) => {
    server = shared;
    const buyer = await Person.viewer(server);
    await buyer.buy('inr-499');
    await buyer.buy('inr-999');
    const seller = await Person.performer(server, 10);
    [viewer, performer] = await Promise.all([
      Side.open(buyer, undefined, { width: 360, height: 800 }),
      Side.open(seller),
    ]);
  });
  test.afterEach(async () => {
    const tooWide = () => document.documentElement.scrollWidth - window.innerWidth;
    expect(await viewer.page.evaluate(tooWide)).toBeLessThanOrEqual(0);
    await (await Ledger.open(server)).expectBalanced();
  });
  test.afterAll(async () => {
    await Promise.all([viewer.close(), performer.close()]);
  });

  const available = async () => (await viewer.person.wallet()).available.amountMinor;

  test('a ticket is bought, and the show watched that it is for', async () => {
    const before = await available();
    const eventId = randomUUID();
    await performer.person.post('/performer/events', {
      eventId,
      kind: 'TICKETED',
      title: 'Ragas at dusk',
      amount: coins(30),
      deliverMinutes: 1,
      closesAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await performer.page.goto(`${server.url}/studio`);
    await performer.press('show-open');
    await performer.press('show-start');
    await expect(performer.see('show-stage')).toHaveAttribute('data-live', 'CONNECTED');

    // Not every viewer's browser turns pictures, so this one does.
    const offer = await performer.page.evaluate(
      () =>
        (window as unknown as { connections: RTCPeerConnection[] }).connections.at(-1)!
          .localDescription!.sdp,
    );
    expect(offer).toContain('a=simulcast:send q;h;f');
    expect(offer).not.toContain('video-orientation');

    await viewer.page.goto(`${server.url}/performers/${performer.person.id}`);
    await viewer.press('show-open');
    await viewer.press('ticket-buy');
    const begun = viewer.page.waitForResponse((response) => response.url().includes('/whep/'));
    await viewer.press('show-enter');
    await expect(viewer.see('seat')).toHaveAttribute('data-live', 'CONNECTED');
    await viewer.expectMediaToGrow();
    await expect(viewer.see('seat-status')).toBeEmpty();
    expect(before - (await available())).toBe(30_000);

    await test.step('in the size that is shown', async () => {
      const lines = (): Promise<number> =>
        viewer.see('show-video').evaluate((video: HTMLVideoElement) => video.videoHeight);
      await viewer.page.setViewportSize({ width: 1440, height: 900 });
      await expect.poll(lines, { timeout: CLIMBING_MS }).toBeGreaterThan(180);
      await viewer.page.setViewportSize({ width: 360, height: 800 });
      await expect.poll(lines).toBe(180);
    });

    let given = 0;
    await test.step('with what is given seen by everybody', async () => {
      const unspent = await available();
      await viewer.press('open-tip');
      await viewer.press('tip-10');
      await viewer.see('tip-message').fill('encore');
      await viewer.press('send-tip');
      for (const side of [viewer, performer]) {
        await expect(side.see('tip-reaction')).toContainText('encore');
      }
      await viewer.press('open-gift');
      await viewer.press('gift-rose');
      await viewer.press('send-gift');
      await expect(performer.see('tip-gift')).toContainText('Rose');
      await expect(viewer.see('gift-sheet')).toHaveCount(0);
      given = unspent - (await available());
      expect(given).toBeGreaterThan(10_000);
    });

    await test.step('again after the session was lost', async () => {
      const session = (await (await begun).headerValue('Location'))!;
      await fetch(`${server.url}${session}`, { method: 'DELETE' });
      const again = await viewer.page.waitForResponse((response) =>
        response.url().endsWith(`/whep/${eventId}`),
      );
      expect(again.status()).toBe(201);
      await expect(viewer.see('seat')).toHaveAttribute('data-live', 'CONNECTED');
      await viewer.expectMediaToGrow();
    });

    await test.step('on one device at a time', async () => {
      const other = await Side.open(viewer.person);
      await other.page.goto(viewer.page.url());
      await other.press('show-enter');
      await expect(other.see('seat')).toHaveAttribute('data-live', 'CONNECTED');
      await expect(viewer.see('show-error')).toContainText('another device');
      await expect(viewer.see('show-enter')).toBeVisible();
      await other.expectMediaToGrow();
      await other.close();
    });

    await performer.press('show-stop');
    const show = await viewer.person.get<{ deliveredMs: number; state: string }>(
      `/events/${eventId}`,
    );
    expect(show.deliveredMs).toBeGreaterThan(0);
    expect(show.state).toBe('OPEN');
    await performer.person.post(`/performer/events/${eventId}/cancel`, undefined);
    expect(await available()).toBe(before - given);
  });

  test('a booked call is joined by both and costs no more than its price', async () => {
    const before = await available();
    const booking = await viewer.person.post<Booking>('/bookings', {
      bookingId: randomUUID(),
      performerId: performer.person.id,
      kind: 'VIDEO',
      startsAt: new Date(Date.now() + 120_000).toISOString(),
      lengthMinutes: 5,
    });
    await performer.person.post(`/performer/bookings/${booking.bookingId}/answer`, {
      accept: true,
    });
    await Promise.all([viewer, performer].map((side) => side.page.goto(`${server.url}/bookings`)));
    await viewer.press('booking-join');
    await expect(viewer.see('booking-waiting')).toBeVisible();
    await performer.press('booking-join');
    await Promise.all([viewer.expectMediaToGrow(), performer.expectMediaToGrow()]);
    const minute = booking.price.amountMinor / 5;
    await expect(viewer.see('call-charged')).toHaveAttribute('data-minor', String(minute));
    expect((await viewer.person.wallet()).held.amountMinor).toBe(
      booking.price.amountMinor - minute,
    );

    await test.step('a luxury gift takes the screen of both, and its note is the performer’s', async () => {
      await viewer.press('open-gift');
      await viewer.press('gift-sports-car');
      await viewer.see('tip-message').fill('come at nine');
      await viewer.press('tip-private');
      await viewer.press('send-gift');
      // It lies over everything and keeps nobody from anything.
      const [pressed] = await Promise.all([
        viewer.page.waitForFunction(() => {
          const named = (id: string) => document.querySelector(`[data-testid="${id}"]`);
          const button = named('end-call');
          if (!button || !named('gift-screen') || named('gift-sheet')) return null;
          const { x, y, width, height } = button.getBoundingClientRect();
          const under = document.elementFromPoint(x + width / 2, y + height / 2);
          return button.contains(under) ? 'button' : 'gift';
        }),
        expect(performer.see('gift-screen')).toBeVisible(),
      ]);
      expect(await pressed.jsonValue()).toBe('button');
      await expect(performer.see('tip-reaction')).toContainText('come at nine');
      await expect(viewer.see('tip-reaction')).toContainText('Sports Car');
      expect(await viewer.page.content()).not.toContain('come at nine');
      await Promise.all(
        [viewer, performer].map((side) => expect(side.see('gift-screen')).toHaveCount(0)),
      );
    });

    await viewer.press('end-call');
    await viewer.press('confirm-end');
    await expect(viewer.see('receipt-total')).toHaveAttribute('data-minor', String(minute));
    await expect.poll(available).toBe(before - minute - GIFT.amountMinor);

    await viewer.page.goto(`${server.url}/wallet`);
    await expect(viewer.see('movement-gift').first()).toHaveText('Sports Car');
    await expect(viewer.see('movement-private')).toBeVisible();
    await performer.page.goto(`${server.url}/earnings`);
    await expect(performer.see('received-tip').first()).toContainText('come at nine');
  });
});
