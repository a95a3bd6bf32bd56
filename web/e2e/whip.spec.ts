import { expect, type Page, test } from '@playwright/test';

import { expectFlowing, rememberConnections } from './harness/media-stats.ts';
import { live, Server } from './harness/index.ts';

test.describe('WHIP and WHEP', () => {
  let server: Server;
  test.beforeAll(async () => {
    server = await Server.start();
  });
  test.afterAll(async () => {
    await server.dispose();
  });

  /** A page of another site that knows nothing but the address. */
  async function otherSite(page: Page): Promise<Page> {
    const origin = `http://127.0.0.1:${server.httpPort}`;
    await page.route(`${origin}/elsewhere`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title>' }),
    );
    await page.context().grantPermissions(['camera', 'microphone'], { origin });
    await rememberConnections(page);
    await page.goto(`${origin}/elsewhere`);
    return page;
  }

  test('one page publishes, another plays', async ({ context }) => {
    const publisher = await otherSite(await context.newPage());
    const viewer = await otherSite(await context.newPage());

    const published = await live.begin(publisher, 'out', `${server.url}/whip/test`);
    expect(published).toMatchObject({
      status: 201,
      location: expect.stringMatching(/^\/whip\/test\/[\w-]{22}$/),
      entityTag: expect.stringMatching(/^"[\w-]+"$/),
      acceptPatch: 'application/trickle-ice-sdpfrag',
    });
    expect(await live.begin(viewer, 'in', `${server.url}/whep/test`)).toMatchObject({ status: 201 });
    await expectFlowing(viewer);

    expect(await live.end(viewer, 'in')).toBe(200);
    expect(await live.end(publisher, 'out')).toBe(200);
  });
});
