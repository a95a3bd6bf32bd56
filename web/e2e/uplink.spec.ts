import { expect, type Page, test } from '@playwright/test';

import { live, Network, OtherSite, Server, watch } from './harness/index.ts';
import { expectFlowing, rememberConnections } from './harness/media-stats.ts';

const SEED = 20_263;
const SLOW_KBPS = 400;
/** The fake camera's picture needs no more than about 700. */
const FAST_KBPS = 550;
/** Of 15 s. One size for everybody: each key frame takes a second. Told the cap, the viewer sees 13.5 s of nothing. */
const FROZEN_AT_MOST_MS = 7_500;
/** What is sent beyond a path's rate is lost before its queue, and by much: a browser that is told nothing sends five times as much. */
const LOST_AT_MOST = 0.1;

/**
 * A browser without transport-wide feedback finds nothing out by itself about the way to the server: it sends what it is told by
 * receiver's estimates (decision 86).
 */
test.describe('a publisher that is told what its path carries', () => {
  const obstacle = Network.whyNot();
  test.skip(obstacle !== undefined, obstacle ?? '');

  let network: Network;
  let publisher: Page;
  let viewer: Page;
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
    const inside = await network.browser(sites[1]!.origin);
    endings.push(() => inside.close());
    publisher = await inside.newPage({ permissions: ['camera', 'microphone'] });
    viewer = await browser.newPage();
    await publisher.goto(sites[1]!.origin);
    await rememberConnections(viewer);
    await viewer.goto(sites[0]!.origin);
    await network.shape({ delayMs: 20 }, { rateKbps: 5_000, delayMs: 20, queueMs: 300 });
    const url = `http://${network.address}:${server.httpPort}/whip/test`;
    const camera = { width: 1280, height: 720, heedsEstimates: true };
    expect(await live.begin(publisher, 'out', url, null, camera)).toMatchObject({ status: 201 });
    expect(await live.begin(viewer, 'in', `${server.url}/whep/test`)).toMatchObject({
      status: 201,
    });
    await expectFlowing(viewer);
  });
  test.afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });

  /** Kilobits a second of pictures that are sent over some seconds. */
  async function sentKbps(): Promise<number> {
    const [before, from] = [await live.sentBytes(publisher, 'out'), Date.now()];
    await publisher.waitForTimeout(3_000);
    return ((await live.sentBytes(publisher, 'out')) - before) * (8 / (Date.now() - from));
  }

  test('rises on a fast path, keeps to a slow one, and rises again', async () => {
    test.setTimeout(240_000);
    expect(await live.agreedExtensions(publisher, 'out')).toEqual(
      expect.not.arrayContaining([expect.stringContaining('transport-wide-cc')]),
    );
    await expect.poll(sentKbps, { timeout: 60_000 }).toBeGreaterThan(FAST_KBPS);

    const slow = { rateKbps: SLOW_KBPS, delayMs: 20, queueMs: 300 };
    await network.shape({ delayMs: 20 }, slow);
    await expect.poll(sentKbps, { timeout: 30_000 }).toBeLessThan(SLOW_KBPS);
    await network.shape({ delayMs: 20 }, slow);
    const seen = await watch(viewer, 'in', 15_000);
    const { up } = await network.shape({ delayMs: 20 }, { rateKbps: 5_000, delayMs: 20 });

    expect.soft(up.overflowed / (up.passed + up.overflowed), 'lost').toBeLessThan(LOST_AT_MOST);
    expect.soft(seen.framesDecoded, 'pictures').toBeGreaterThan(100);
    expect.soft(seen.frozenMs, 'frozen').toBeLessThanOrEqual(FROZEN_AT_MOST_MS);
    await expect.poll(sentKbps, { timeout: 90_000 }).toBeGreaterThan(FAST_KBPS);
  });
});
