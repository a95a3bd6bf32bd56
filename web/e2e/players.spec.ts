import { expect, type Page } from '@playwright/test';

import { test } from './harness/house.ts';
import { OtherSite } from './harness/index.ts';
import { expectFlowing, rememberConnections } from './harness/media-stats.ts';
import { begin, bundlePlayers, end, restart } from './harness/players.ts';

test.describe('libraries that other people’s pages publish and play with', () => {
  let site: OtherSite;
  let script: string;
  test.beforeAll(async () => {
    [site, script] = await Promise.all([OtherSite.start(), bundlePlayers()]);
  });
  test.afterAll(() => site.close());

  for (const library of ['Eyevinn', 'whip-whep']) {
    test(`${library} is understood from the first offer to the last word`, async ({
      browser,
      server,
    }) => {
      const complaints: string[] = [];
      const open = async (): Promise<Page> => {
        const page = await browser.newPage({ permissions: ['camera', 'microphone'] });
        page.on('pageerror', ({ message }) => complaints.push(message));
        page.on('response', (response) => {
          if (response.status() >= 400) {
            complaints.push(`${response.request().method()} ${response.status()}`);
          }
        });
        await rememberConnections(page);
        await page.goto(site.origin);
        await page.addScriptTag({ content: script });
        return page;
      };
      const [viewer, publisher] = await Promise.all([open(), open()]);
      await begin(viewer, library, 'watch', `${server.url}/whep/test`);
      await begin(publisher, library, 'publish', `${server.url}/whip/test`);
      await expectFlowing(viewer);

      await Promise.all([restart(viewer), restart(publisher)]);
      await expectFlowing(viewer);

      await Promise.all([end(viewer), end(publisher)]);
      expect(complaints).toEqual([]);
      await Promise.all([viewer.close(), publisher.close()]);
    });
  }
});
