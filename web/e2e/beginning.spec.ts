import { type Page, test } from '@playwright/test';

import { live, Network, OtherSite, Server, type Shape } from './harness/index.ts';
import { beginning, type Beginning, look, shown } from './harness/beginning.ts';

const SEED = 20_262;
const JOINS = 10;

/** Another viewer comes so long after the measured one has begun, which brings a key frame shortly before it is ready for one. */
const PLANS: { path: string; shape: Shape; otherAfterMs: number }[] = [
  { path: 'of no length', shape: {}, otherAfterMs: 0 },
  { path: 'of 80 ms there and back', shape: { delayMs: 40 }, otherAfterMs: 100 },
];

/** Figures, not promises: how a browser plays what a viewer is sent at once (decision 14). */
test.describe('the beginning, on a path', () => {
  const obstacle = Network.whyNot();
  test.skip(obstacle !== undefined, obstacle ?? '');

  let network: Network;
  let server: Server;
  let viewer: Page;
  let other: Page;
  const endings: (() => Promise<void> | void)[] = [];
  test.beforeAll(async ({ browser }) => {
    network = await Network.make(SEED);
    endings.push(() => network.dispose());
    server = await Server.start({ advertise: `127.0.0.1,${network.address}`, measured: true });
    endings.push(() => server.dispose());
    const sites = [await OtherSite.start(), await OtherSite.start(network.address)];
    endings.push(() => sites.forEach((site) => site.close()));
    const inside = await network.browser();
    endings.push(() => inside.close());
    const publisher = await browser.newPage({ permissions: ['camera', 'microphone'] });
    [viewer, other] = [await inside.newPage(), await browser.newPage()];
    await publisher.goto(sites[0]!.origin);
    await other.goto(sites[0]!.origin);
    await viewer.goto(sites[1]!.origin);
    const camera = { width: 640, height: 480 };
    await live.begin(publisher, 'out', `${server.url}/whip/test`, null, camera);
    // The publisher's browser starts small and finds its way up.
    await live.begin(other, 'settling', `${server.url}/whep/test`);
    await other.waitForTimeout(10_000);
    await live.end(other, 'settling');
  });
  test.afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });

  for (const { path, shape, otherAfterMs } of PLANS) {
    test(path, async () => {
      await network.shape(shape, shape);
      const url = `http://${network.address}:${server.httpPort}/whep/test`;
      const seen: Beginning[] = [];
      for (let i = 0; i < JOINS; i++) {
        await Promise.all([look(viewer), look(other)]);
        const joins = (): Promise<live.Begun> => live.begin(viewer, 'in', url);
        const asks = async (): Promise<void> => {
          await live.begin(other, 'in', `${server.url}/whep/test`);
          await shown(other);
        };
        if (otherAfterMs === 0) {
          await asks();
          await joins();
        } else {
          await Promise.all([joins(), other.waitForTimeout(otherAfterMs).then(asks)]);
        }
        seen.push(await beginning(viewer, 'in'));
        await Promise.all([live.end(viewer, 'in'), live.end(other, 'in')]);
      }
      seen.forEach((each) => process.stdout.write(`${path}: ${JSON.stringify(rounded(each))}\n`));
    });
  }
});

function rounded(seen: Beginning): Record<string, number> {
  return Object.fromEntries(
    Object.entries(seen).map(([name, value]) => [name, Math.round(value as number)]),
  );
}
