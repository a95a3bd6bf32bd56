import { expect, type Page, test } from '@playwright/test';

import {
  live,
  Network,
  OtherSite,
  Server,
  type Shape,
  watch,
  type Watched,
} from './harness/index.ts';
import { expectFlowing, rememberConnections } from './harness/media-stats.ts';

const SEED = 20_261;
/** A browser's buffers need some seconds to fit another network; what they do meanwhile is not looked at. */
const SETTLING_MS = 5_000;
const WATCHING_MS = 12_000;
/** The fake camera's pictures a second. */
const CAMERA_RATE = 20;
const IN_SYNC_MS = 80;
/** A browser moves sound and picture towards one another by some 80 ms a second; the end tells where it got. */
const LAST_SAMPLES = 12;

/** What a viewer may suffer. */
interface Bounds {
  /** Of the pictures sent, those decoded at least. */
  decoded: number;
  frozenMs: number;
  height: number;
  /** Of what is heard, the part made up at most. Opus is not sent again, so it is about what the path loses. */
  concealed: number;
}

const PLANS: { path: string; down: Shape; up: Shape; bounds: Bounds }[] = [
  {
    path: 'loses nothing',
    down: {},
    up: {},
    bounds: { decoded: 0.9, frozenMs: 400, height: 720, concealed: 0.02 },
  },
  {
    path: 'loses 5 % both ways',
    down: { loss: 0.05, delayMs: 20 },
    up: { loss: 0.05, delayMs: 20 },
    bounds: { decoded: 0.7, frozenMs: 1_500, height: 360, concealed: 0.09 },
  },
  {
    path: 'jitters by 30 ms and brings packets out of order',
    down: { delayMs: 10, jitterMs: 30, reorders: true },
    up: { delayMs: 10, jitterMs: 30, reorders: true },
    bounds: { decoded: 0.8, frozenMs: 1_000, height: 360, concealed: 0.05 },
  },
  {
    path: 'loses 10 % in bursts',
    down: { loss: 0.1, burst: 3, delayMs: 20 },
    up: { delayMs: 20 },
    bounds: { decoded: 0.7, frozenMs: 1_500, height: 360, concealed: 0.16 },
  },
  {
    path: 'is 300 ms long and loses 2 % both ways',
    down: { loss: 0.02, delayMs: 150 },
    up: { loss: 0.02, delayMs: 150 },
    bounds: { decoded: 0.4, frozenMs: 4_000, height: 360, concealed: 0.06 },
  },
];

test.describe('a viewer whose path', () => {
  const obstacle = Network.whyNot();
  test.skip(obstacle !== undefined, obstacle ?? '');

  let network: Network;
  let viewer: Page;
  /** What was begun is ended, the last first, also when not all of it could be begun. */
  const endings: (() => Promise<void> | void)[] = [];
  test.beforeAll(async ({ browser }) => {
    network = await Network.make(SEED);
    endings.push(() => network.dispose());
    const server = await Server.start({
      advertise: `127.0.0.1,${network.address}`,
      measured: true,
    });
    endings.push(() => server.dispose());
    const sites = [await OtherSite.start(), await OtherSite.start(network.address)];
    endings.push(() => sites.forEach((site) => site.close()));
    const inside = await network.browser();
    endings.push(() => inside.close());
    const publisher = await browser.newPage({ permissions: ['camera', 'microphone'] });
    viewer = await inside.newPage();
    await publisher.goto(sites[0]!.origin);
    await rememberConnections(viewer);
    await viewer.goto(sites[1]!.origin);
    expect(
      await live.begin(publisher, 'out', `${server.url}/whip/test`, null, {
        width: 1280,
        height: 720,
        encodings: [
          { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
          { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
          { rid: 'f', maxBitrate: 1_500_000 },
        ],
      }),
    ).toMatchObject({ status: 201 });
    const url = `http://${network.address}:${server.httpPort}/whep/test`;
    expect(await live.begin(viewer, 'in', url)).toMatchObject({ status: 201 });
    await expectFlowing(viewer);
    // The publisher's browser starts small and finds its way up, however good the network is.
    expect((await watch(viewer, 'in', 30_000, 720)).height).toBe(720);
  });
  test.afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });

  for (const { path, down, up, bounds } of PLANS) {
    test(`${path} sees and hears well`, async () => {
      await network.shape(down, up);
      await watch(viewer, 'in', SETTLING_MS);
      const seen = await watch(viewer, 'in', WATCHING_MS);
      tell(path, seen);

      expect
        .soft(seen.framesDecoded / (CAMERA_RATE * (seen.ms / 1000)), 'pictures')
        .toBeGreaterThan(bounds.decoded);
      expect.soft(seen.frozenMs, 'frozen').toBeLessThanOrEqual(bounds.frozenMs);
      expect.soft(seen.height, 'height').toBeGreaterThanOrEqual(bounds.height);
      expect.soft(seen.concealed, 'sound made up').toBeLessThanOrEqual(bounds.concealed);
      expect
        .soft(Math.abs(median(seen.soundAheadMs.slice(-LAST_SAMPLES))), 'sound ahead')
        .toBeLessThanOrEqual(IN_SYNC_MS);
    });
  }

  test('falls from 3 Mb/s to 300 kb/s and rises again sees what fits', async () => {
    const rate = (rateKbps: number): Promise<unknown> =>
      network.shape({ rateKbps, delayMs: 20, queueMs: 300 }, { delayMs: 20 });
    await rate(3_000);
    await watch(viewer, 'in', 20_000, 720);
    await rate(300);
    const falling = await watch(viewer, 'in', SETTLING_MS);
    const low = await watch(viewer, 'in', 10_000);
    await rate(3_000);
    const rising = await watch(viewer, 'in', 20_000, 720);
    tell('falling', falling);
    tell('low', low);
    tell('rising', rising);

    expect.soft(falling.frozenMs, 'frozen while it falls').toBeLessThanOrEqual(4_000);
    expect.soft(low.height, 'what fits').toBeLessThanOrEqual(360);
    expect
      .soft(low.framesDecoded / (CAMERA_RATE * (low.ms / 1000)), 'pictures')
      .toBeGreaterThan(0.3);
    expect.soft(low.frozenMs, 'frozen when it has fallen').toBeLessThanOrEqual(1_500);
    expect.soft(low.concealed, 'sound made up').toBeLessThanOrEqual(0.05);
    expect
      .soft(Math.abs(median(low.soundAheadMs.slice(-LAST_SAMPLES))), 'sound ahead')
      .toBeLessThanOrEqual(IN_SYNC_MS);
    expect.soft(rising.height, 'all that there is').toBe(720);
  });
});

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/** In the report, so that bounds can be judged. */
function tell(path: string, seen: Watched): void {
  const { soundAheadMs, ...rest } = seen;
  const last = soundAheadMs.slice(-LAST_SAMPLES);
  const ahead = [Math.min(...soundAheadMs), median(last), Math.max(...soundAheadMs)];
  test.info().annotations.push({ type: path, description: JSON.stringify({ ...rest, ahead }) });
  if (process.env.NETWORK_FIGURES !== undefined) {
    process.stdout.write(`${path}: ${JSON.stringify({ ...rest, ahead })}\n`);
  }
}
