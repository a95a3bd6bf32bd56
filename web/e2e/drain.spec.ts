import { expect, test } from '@playwright/test';

import { Ledger, Person, Server, Stage } from './harness/index.ts';

const BACK_WITHIN_MS = 5_000;

test('a server that drains lets a call end and everybody come back', async () => {
  const server = await Server.start({
    settings: { DRAIN_WITHIN_MS: '120000', LOG_LEVEL: 'DEBUG', LOG_FORMAT: 'JSON' },
  });
  const viewer = await Person.viewer(server);
  const performer = await Person.performer(server, 5);
  await viewer.buy('inr-499');
  const stage = await Stage.call(server, viewer, performer);
  const admin = await Person.signIn(server, (await server.demoAccounts()).admin);

  await test.step('the call goes on, and the server takes no more', async () => {
    expect(await admin.post('/admin/drain', undefined)).toMatchObject({ calls: 1 });
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    await expect(stage.viewer.see('server-draining')).toBeVisible();
    await stage.expectMediaBothWays();
  });

  await test.step('when it has ended, the server leaves by itself', async () => {
    await stage.viewer.press('end-call');
    await stage.viewer.press('confirm-end');
    await expect(stage.viewer.see('receipt')).toBeVisible();
    expect(await server.exited()).toBe(0);
  });

  await test.step('its log follows the call from request to settlement', () => {
    const lines = server.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, string>);
    const ofCall = lines.filter((line) => line.callId === stage.callId);
    for (const part of ['RINGING', 'ACTIVE', 'media of', 'is settled: HANG_UP']) {
      expect(ofCall.map((line) => line.message)).toContainEqual(expect.stringContaining(part));
    }
    const requestId = ofCall.find((line) => line.message === 'RINGING')?.requestId;
    const upgrade = lines.filter((line) => line.requestId === requestId);
    expect(upgrade.map((line) => line.message)).toContainEqual(
      expect.stringContaining(`session of ${viewer.id}`),
    );
  });

  await test.step('after the restart both are back without signing in', async () => {
    const signIns = (page: { url(): string }) => expect(page.url()).not.toContain('/sign-in');
    await server.launch();
    const readyAt = Date.now();
    const reader = await Person.signIn(server, (await server.demoAccounts()).admin);
    await expect
      .poll(
        async () =>
          /^stagedoor_signaling_connections (\d+)/m.exec(
            await (await fetch(`${server.url}/metrics`)).text(),
          )?.[1],
        { timeout: BACK_WITHIN_MS, intervals: [50] },
      )
      .toBe('2');
    expect(Date.now() - readyAt).toBeLessThan(BACK_WITHIN_MS);
    signIns(stage.viewer.page);
    signIns(stage.performer.page);
    await (await Ledger.open(server)).expectBalanced();
    expect(reader.id).toBe(admin.id);
  });

  await stage.close();
  await server.dispose();
});
