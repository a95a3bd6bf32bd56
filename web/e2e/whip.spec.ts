import { expect, type Page } from '@playwright/test';

import { test } from './harness/house.ts';
import { live, OtherSite } from './harness/index.ts';
import { expectFlowing, mediaTotals, rememberConnections } from './harness/media-stats.ts';

test.describe('a page of another site', () => {
  let site: OtherSite;
  let publisher: Page;
  let viewer: Page;
  test.beforeAll(async ({ browser }) => {
    site = await OtherSite.start();
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    [publisher, viewer] = [await context.newPage(), await context.newPage()];
    for (const page of [publisher, viewer]) {
      await rememberConnections(page);
      await page.goto(site.origin);
    }
  });
  test.afterAll(async () => {
    await viewer.close();
    site.close();
  });

  test('publishes by WHIP, and another plays by WHEP', async ({ server }) => {
    // The viewer is there first: its picture begins when there is one.
    expect(await live.begin(viewer, 'in', `${server.url}/whep/test`)).toMatchObject({
      status: 201,
      location: expect.stringMatching(/^\/whep\/test\/[\w-]{22}$/),
    });
    expect(await live.begin(publisher, 'out', `${server.url}/whip/test`)).toMatchObject({
      status: 201,
      location: expect.stringMatching(/^\/whip\/test\/[\w-]{22}$/),
      entityTag: expect.stringMatching(/^"[\w-]+"$/),
      acceptPatch: 'application/trickle-ice-sdpfrag',
    });
    await expectFlowing(viewer);

    const second = await live.begin(publisher, 'second', `${server.url}/whip/test`);
    expect(second).toMatchObject({ status: 409 });
    await expectFlowing(viewer);
  });

  test('restarts ICE on both sides and media goes on', async () => {
    for (const [page, name] of [
      [publisher, 'out'],
      [viewer, 'in'],
    ] as const) {
      const restarted = await live.restart(page, name);
      expect(restarted.status).toBe(200);
      expect(restarted.entityTag).not.toBe(restarted.before);
      expect(restarted.remoteChanged).toBe(true);
      await expectFlowing(viewer);
    }
    // The old name of the ICE session is over.
    expect(await live.trickle(viewer, 'in', '"over"')).toBe(412);
    expect(await live.trickle(viewer, 'in', '*')).toBe(204);
    expect(await live.trickle(viewer, 'in', null), 'nothing comes of it').toBe(204);
  });

  test('ends a session, and the next publisher is seen by who stayed', async ({ server }) => {
    expect(await live.end(publisher, 'out')).toBe(200);
    expect(await live.begin(publisher, 'next', `${server.url}/whip/test`)).toMatchObject({
      status: 201,
    });
    await expectFlowing(viewer);
    expect(await live.end(viewer, 'in')).toBe(200);
    expect(await live.end(publisher, 'next')).toBe(200);
  });

  test('that vanishes without a goodbye gives its place back', async ({ server }) => {
    const url = `${server.url}/whip/test`;
    expect(await live.begin(publisher, 'lost', url)).toMatchObject({ status: 201 });
    await publisher.close();
    await expect
      .poll(async () => (await live.begin(viewer, 'next', url)).status, { timeout: 30_000 })
      .toBe(201);
    expect(await live.end(viewer, 'next')).toBe(200);
  });
});

const CAPTURE_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';
const LAYERS_ALLOCATION = 'http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00';
const DEPENDENCY_DESCRIPTOR =
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension';

/** What a viewer needs to know of layers travels in header extensions, of which a key frame's are longer than most. */
test.describe('a picture in layers', () => {
  let site: OtherSite;
  let publisher: Page;
  let viewer: Page;
  test.beforeAll(async ({ browser }) => {
    site = await OtherSite.start();
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    [publisher, viewer] = [await context.newPage(), await context.newPage()];
    for (const page of [publisher, viewer]) {
      await rememberConnections(page);
      await page.goto(site.origin);
    }
  });
  test.afterAll(async () => {
    await publisher.close();
    await viewer.close();
    site.close();
  });

  for (const [codec, scalabilityMode] of [
    ['video/AV1', 'L1T3'],
    ['video/AV1', 'L3T3_KEY'],
    ['video/H264', 'L1T3'],
    ['video/VP9', 'L3T3_KEY'],
  ] as const) {
    test(`${scalabilityMode} of ${codec} is played`, async ({ server }) => {
      const camera = { width: 640, height: 480, codec, encodings: [{ scalabilityMode }] };
      expect(
        await live.begin(publisher, 'out', `${server.url}/whip/test`, null, camera),
      ).toMatchObject({ status: 201 });
      expect(await live.begin(viewer, 'in', `${server.url}/whep/test`)).toMatchObject({
        status: 201,
      });
      await expect
        .poll(async () => (await mediaTotals(viewer)).videoFrames, {
          message: 'more than one key frame',
        })
        .toBeGreaterThan(30);
      expect((await mediaTotals(viewer)).codecs).toContain(codec);
      expect(await live.end(viewer, 'in')).toBe(200);
      expect(await live.end(publisher, 'out')).toBe(200);
    });
  }

  test('AV1 in several sizes is played in the largest by who reads descriptors', async ({
    server,
  }) => {
    const camera = {
      width: 640,
      height: 480,
      codec: 'video/AV1',
      encodings: [{ scalabilityMode: 'L3T3_KEY' }],
    };
    await live.begin(publisher, 'out', `${server.url}/whip/test`, null, camera);
    const reading = { width: 0, height: 0, extensions: [DEPENDENCY_DESCRIPTOR] };
    await live.begin(viewer, 'in', `${server.url}/whep/test`, null, reading);
    expect(await live.agreedExtensions(viewer, 'in')).toContain(DEPENDENCY_DESCRIPTOR);
    await expect.poll(() => live.shownLines(viewer, 'in')).toBe(480);
    const before = (await mediaTotals(viewer)).videoFrames;
    await expect
      .poll(async () => (await mediaTotals(viewer)).videoFrames)
      .toBeGreaterThan(before + 30);
    expect(await live.end(viewer, 'in')).toBe(200);
    expect(await live.end(publisher, 'out')).toBe(200);
  });

  test('when something was captured is told to who asks, by a clock that it knows', async ({
    server,
  }) => {
    const asking = { width: 320, height: 240, extensions: [CAPTURE_TIME] };
    await live.begin(publisher, 'out', `${server.url}/whip/test`, null, asking);
    await live.begin(viewer, 'in', `${server.url}/whep/test`, null, asking);
    // All three are on one machine: what is left is the way of a report.
    await expect
      .poll(async () =>
        (await live.captures(viewer, 'in')).map((ms) => ms !== null && Math.abs(ms) < 1_000),
      )
      .toEqual([true, true]);
    expect(await live.end(viewer, 'in')).toBe(200);
    expect(await live.end(publisher, 'out')).toBe(200);
  });

  test('sizes that the publisher tells of are played, and nobody else is told', async ({
    server,
  }) => {
    const camera = {
      width: 640,
      height: 480,
      encodings: [
        { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 150_000 },
        { rid: 'f', maxBitrate: 1_500_000 },
      ],
      extensions: [LAYERS_ALLOCATION],
    };
    await live.begin(publisher, 'out', `${server.url}/whip/test`, null, camera);
    expect(await live.agreedExtensions(publisher, 'out')).toContain(LAYERS_ALLOCATION);
    await live.begin(viewer, 'in', `${server.url}/whep/test`, null, {
      width: 0,
      height: 0,
      extensions: [LAYERS_ALLOCATION],
    });
    expect(await live.agreedExtensions(viewer, 'in')).not.toContain(LAYERS_ALLOCATION);
    await expect.poll(() => live.shownLines(viewer, 'in')).toBe(480);
    await expectFlowing(viewer);
    expect(await live.end(viewer, 'in')).toBe(200);
    expect(await live.end(publisher, 'out')).toBe(200);
  });
});
