import { expect, type Page } from '@playwright/test';

import { Firefox, live, OtherSite } from './harness/index.ts';
import { test } from './harness/house.ts';
import { expectFlowing, rememberConnections, rememberFromNowOn } from './harness/media-stats.ts';

test.describe('Firefox, a second make of browser', () => {
  test.skip(Firefox.path() === null, 'needs the system’s Firefox');

  let site: OtherSite;
  let firefox: Firefox;
  let chromium: Page;
  test.beforeAll(async ({ browser }) => {
    [site, firefox] = await Promise.all([OtherSite.start(), Firefox.start()]);
    await firefox.page.evaluate(rememberFromNowOn);
    chromium = await browser.newPage({ permissions: ['camera', 'microphone'] });
    await rememberConnections(chromium);
    await chromium.goto(site.origin);
  });
  test.afterAll(async () => {
    await firefox.close();
    await chromium.close();
    site.close();
  });

  test('plays what Chromium publishes', async ({ server }) => {
    expect(await live.begin(chromium, 'out', `${server.url}/whip/test`)).toMatchObject({
      status: 201,
    });
    expect(await live.begin(firefox.page, 'in', `${server.url}/whep/test`)).toMatchObject({
      status: 201,
    });
    await expectFlowing(firefox.page);
    expect(await live.end(firefox.page, 'in')).toBe(200);
    expect(await live.end(chromium, 'out')).toBe(200);
  });

  test('publishes, and both makes play it', async ({ server }) => {
    expect(await live.begin(firefox.page, 'out', `${server.url}/whip/test`)).toMatchObject({
      status: 201,
    });
    for (const viewer of [chromium, firefox.page]) {
      expect(await live.begin(viewer, 'in', `${server.url}/whep/test`)).toMatchObject({
        status: 201,
      });
      await expectFlowing(viewer);
    }
  });

  test('restarts ICE on both ends and media goes on', async () => {
    for (const name of ['out', 'in']) {
      const restarted = await live.restart(firefox.page, name);
      expect(restarted).toMatchObject({ status: 200, remoteChanged: true });
      await expectFlowing(chromium);
      await expectFlowing(firefox.page);
    }
    for (const name of ['in', 'out']) expect(await live.end(firefox.page, name)).toBe(200);
    expect(await live.end(chromium, 'in')).toBe(200);
  });
});
