import { expect, test } from '@playwright/test';

import { Coturn, Person, Server, type Side, Stage } from './harness/index.ts';
import { type RelayTransport, routes } from './harness/relay-only.ts';

const missing = Coturn.missing();
const TRANSPORTS: RelayTransport[] = ['udp', 'tcp', 'tls'];

test.describe('a call of two people who may reach nothing but the relay', () => {
  test.skip(missing !== undefined, missing ?? '');

  let coturn: Coturn;
  let server: Server;
  let viewer: Person;
  let performer: Person;
  const endings: (() => Promise<void>)[] = [];
  test.beforeAll(async () => {
    coturn = await Coturn.start();
    endings.push(() => coturn.dispose());
    server = await Server.start({ settings: coturn.settings, advertise: coturn.address });
    endings.push(() => server.dispose());
    viewer = await Person.viewer(server);
    await viewer.buy('inr-499');
    performer = await Person.performer(server, 5);
  });
  test.afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });

  for (const transport of TRANSPORTS) {
    test(`goes through it by ${transport.toUpperCase()}`, async () => {
      const relay = { transport, keyHash: coturn.keyHash };
      const stage = await Stage.call(server, viewer, performer, relay);
      const route = { candidateType: 'relay', relayProtocol: transport };
      expect(await routes(stage.viewer.page)).toEqual([route]);
      expect(await routes(stage.performer.page)).toEqual([route]);
      await stage.viewer.press('end-call');
      await stage.viewer.press('confirm-end');
      await expect(stage.viewer.see('receipt')).toBeVisible();
      await closeTheDoor(stage.performer);
      await stage.close();
    });
  }
});

/** Whoever leaves without this stays online for a while, and the next page would find the switch on. */
async function closeTheDoor(performer: Side): Promise<void> {
  await performer.page.goto(`${performer.person.server.url}/studio`);
  await expect(performer.see('go-away')).toBeVisible();
  await performer.press('online-toggle');
  await expect(performer.see('go-away')).toBeHidden();
}
