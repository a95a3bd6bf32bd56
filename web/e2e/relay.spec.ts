import { expect, test } from '@playwright/test';

import { Coturn, Person, Server, type Side, Stage } from './harness/index.ts';
import { type RelayTransport, routes } from './harness/relay-only.ts';

const missing = Coturn.missing();
test.skip(missing !== undefined, missing ?? '');

const TRANSPORTS: RelayTransport[] = ['udp', 'tcp', 'tls'];

test('a call goes through the relay over UDP, TCP and TLS', async () => {
  const coturn = await Coturn.start();
  const server = await Server.start({ settings: coturn.settings, advertise: coturn.address });
  const viewer = await Person.viewer(server);
  await viewer.buy('inr-499');
  const performer = await Person.performer(server, 5);
  for (const transport of TRANSPORTS) {
    await test.step(transport, async () => {
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
  await server.dispose();
  await coturn.dispose();
});

/** Whoever leaves without this stays online for a while, and the next page would find the switch on. */
async function closeTheDoor(performer: Side): Promise<void> {
  await performer.page.goto(`${performer.person.server.url}/studio`);
  await expect(performer.see('go-away')).toBeVisible();
  await performer.press('online-toggle');
  await expect(performer.see('go-away')).toBeHidden();
}
