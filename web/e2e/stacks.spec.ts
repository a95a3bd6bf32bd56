import { expect, type Page } from '@playwright/test';

import { Aiortc } from './harness/aiortc.ts';
import { GStreamer } from './harness/gstreamer.ts';
import { test } from './harness/house.ts';
import { live, OtherSite } from './harness/index.ts';
import { LibDataChannel } from './harness/libdatachannel.ts';
import { expectFlowing, mediaTotals, rememberConnections } from './harness/media-stats.ts';
import { type StackClient } from './harness/stack-client.ts';
import { Werift } from './harness/werift.ts';

/** A program of ours on somebody else's stack. */
interface Stack {
  isInstalled(): boolean;
  publish(url: string, codec: string): StackClient;
  watch(url: string): StackClient;
}

const STACKS: { name: string; client: Stack; codecs: string[] }[] = [
  { name: 'GStreamer', client: GStreamer, codecs: ['vp8', 'h264'] },
  // Of few features: the oldest SRTP profile alone, no feedback by transport-wide numbers, two parts of an offer that name
  // one header extension differently.
  { name: 'aiortc', client: Aiortc, codecs: ['vp8', 'h264'] },
  // No header extension at all, and no retransmission stream.
  { name: 'werift', client: Werift, codecs: ['vp8', 'h264'] },
  // What OBS Studio publishes with: no header extension either, and AV1 without a dependency descriptor.
  { name: 'libdatachannel', client: LibDataChannel, codecs: ['h264', 'av1'] },
];

for (const { name, client, codecs } of STACKS) {
  test.describe(`${name}, a WebRTC stack that is not a browser’s`, () => {
    test.skip(!client.isInstalled(), `needs what the program in ${name.toLowerCase()}/ names`);

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

    for (const codec of codecs) {
      test(`publishes ${codec} and a browser plays it`, async ({ server }) => {
        const camera = client.publish(`${server.url}/whip/test`, codec);
        expect(await live.begin(page, 'in', `${server.url}/whep/test`)).toMatchObject({
          status: 201,
        });
        await expectFlowing(page);
        expect((await mediaTotals(page)).codecs.map((each) => each.toLowerCase())).toContain(
          `video/${codec}`,
        );
        expect(await live.end(page, 'in')).toBe(200);
        await camera.stop();
      });
    }

    test('plays what a browser publishes', async ({ server }) => {
      expect(await live.begin(page, 'out', `${server.url}/whip/test`)).toMatchObject({
        status: 201,
      });
      const player = client.watch(`${server.url}/whep/test`);
      await expect.poll(() => player.counts().audio, { timeout: 30_000 }).toBeGreaterThan(50);
      await expect.poll(() => player.counts().video).toBeGreaterThan(20);
      await player.stop();
      expect(await live.end(page, 'out')).toBe(200);
    });
  });
}
