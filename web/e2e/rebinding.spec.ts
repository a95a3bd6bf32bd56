import { networkInterfaces } from 'node:os';

import { expect, type Page, test } from '@playwright/test';

import { Firefox, live, MediaProxy, OtherSite, Server } from './harness/index.ts';
import {
  expectFlowing,
  mediaTotals,
  rememberConnections,
  rememberFromNowOn,
} from './harness/media-stats.ts';
import { type Scripted } from './harness/scripted.ts';

/** What a browser had received before and shows a little later is fewer. */
const MORE_PICTURES_THAN_WAIT = 60;

/** Firefox does not believe that it is seen at the loopback. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find((each) => each.family === 'IPv4' && !each.internal)?.address ?? '127.0.0.1';
}

test.describe('a viewer whose router gives it another port', () => {
  let site: OtherSite;
  let proxy: MediaProxy;
  let server: Server;
  let publisher: Page;
  let firefox: Firefox | null = null;
  test.beforeAll(async ({ browser }) => {
    const mediaPort = await MediaProxy.freePort();
    const address = ownAddress();
    proxy = await MediaProxy.listen(mediaPort, address);
    [site, server] = await Promise.all([
      OtherSite.start(),
      Server.start({ mediaPort, advertise: `${address}:${proxy.port}` }),
    ]);
    publisher = await browser.newPage({ permissions: ['camera', 'microphone'] });
    await publisher.goto(site.origin);
    expect(await live.begin(publisher, 'out', `${server.url}/whip/test`)).toMatchObject({
      status: 201,
    });
  });
  test.afterAll(async () => {
    await firefox?.close();
    await publisher.close();
    await server.dispose();
    proxy.close();
    site.close();
  });

  async function expectToSeeOn(viewer: Scripted): Promise<void> {
    const others = new Set(proxy.addresses);
    expect(await live.begin(viewer, 'in', `${server.url}/whep/test`)).toMatchObject({
      status: 201,
    });
    await expectFlowing(viewer);
    proxy.rebind(proxy.addresses.filter((address) => !others.has(address)));
    const { videoFrames } = await mediaTotals(viewer);
    await expect
      .poll(async () => (await mediaTotals(viewer)).videoFrames - videoFrames)
      .toBeGreaterThan(MORE_PICTURES_THAN_WAIT);
    expect(await live.end(viewer, 'in')).toBe(200);
  }

  test('sees on in Chromium, which nominates with every check', async ({ browser }) => {
    const viewer = await browser.newPage();
    await rememberConnections(viewer);
    await viewer.goto(site.origin);
    await expectToSeeOn(viewer);
    await viewer.close();
  });

  test('sees on in Firefox, which nominates once', async () => {
    test.skip(Firefox.path() === null, 'needs the system’s Firefox');
    firefox = await Firefox.start();
    await firefox.page.evaluate(rememberFromNowOn);
    await expectToSeeOn(firefox.page);
  });
});
