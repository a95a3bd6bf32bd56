import { expect, type Page } from '@playwright/test';

import { GStreamer } from './harness/gstreamer.ts';
import { test } from './harness/house.ts';
import { live, OtherSite } from './harness/index.ts';
import { expectFlowing, mediaTotals, rememberConnections } from './harness/media-stats.ts';

test.describe('GStreamer, a WebRTC stack that is not a browser’s', () => {
  test.skip(!GStreamer.isInstalled(), 'needs GStreamer with webrtcbin; see gstreamer/live.py');

  let site: OtherSite;
  let page: Page;
  test.beforeAll(async ({ browser }) => {
    site = await OtherSite.start();
    page = await browser.newPage({ permissions: ['camera', 'microphone'] });
    await rememberConnections(page);
    await page.goto(site.origin);
  });
  test.afterAll(async () => {
    await page.close();
    site.close();
  });

  for (const codec of ['vp8', 'h264'] as const) {
    test(`publishes ${codec} and a browser plays it`, async ({ server }) => {
      const encoder = GStreamer.publish(`${server.url}/whip/test`, codec);
      expect(await live.begin(page, 'in', `${server.url}/whep/test`)).toMatchObject({
        status: 201,
      });
      await expectFlowing(page);
      expect((await mediaTotals(page)).codecs.map((each) => each.toLowerCase())).toContain(
        `video/${codec}`,
      );
      expect(await live.end(page, 'in')).toBe(200);
      await encoder.stop();
    });
  }

  test('plays what a browser publishes', async ({ server }) => {
    expect(await live.begin(page, 'out', `${server.url}/whip/test`)).toMatchObject({ status: 201 });
    const player = GStreamer.watch(`${server.url}/whep/test`);
    await expect.poll(() => player.counts().audio, { timeout: 30_000 }).toBeGreaterThan(50);
    await expect.poll(() => player.counts().video).toBeGreaterThan(20);
    await player.stop();
    expect(await live.end(page, 'out')).toBe(200);
  });
});
