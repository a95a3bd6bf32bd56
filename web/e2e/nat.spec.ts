import { expect, type Page, test } from '@playwright/test';

import { Coturn, Home, live, OtherSite, type Router, Server } from './harness/index.ts';
import { expectFlowing, rememberConnections } from './harness/media-stats.ts';

/** How a viewer gets the picture. */
interface Way {
  /** Of the chosen pair, at the viewer; what a router made of it is learned from the check (RFC 8445: prflx). */
  candidateType: string;
  /** Whether the router lets packets out by the port that they were sent from. */
  keepsPort?: boolean;
  relayProtocol?: string;
  ipv6: boolean;
}

const obstacle = Home.whyNot() ?? Coturn.missing();

test.describe('a viewer', () => {
  test.skip(obstacle !== undefined, obstacle ?? '');

  let coturn: Coturn;
  let server: Server;
  const endings: (() => Promise<void> | void)[] = [];
  test.beforeAll(async ({ browser }) => {
    coturn = await Coturn.start();
    endings.push(() => coturn.dispose());
    server = await Server.start({
      settings: { ...coturn.settings, HTTP_HOST: '::', MEDIA_HOST: '::' },
      advertise: ['127.0.0.1', coturn.address, Home.outsideV6].join(),
    });
    endings.push(() => server.dispose());
    const site = await OtherSite.start();
    endings.push(() => site.close());
    const publisher = await browser.newPage({ permissions: ['camera', 'microphone'] });
    await publisher.goto(site.origin);
    expect(await live.begin(publisher, 'out', `${server.url}/whip/test`)).toMatchObject({
      status: 201,
    });
  });
  test.afterAll(async () => {
    for (const end of endings.toReversed()) await end();
  });

  const homes: { home: string; router: () => Router; way: Way; relay?: boolean }[] = [
    {
      home: 'with an address of its own is reached there',
      router: () => 'open',
      way: { candidateType: 'host', ipv6: false },
    },
    {
      home: 'behind a cone NAT is reached by the port it sends from',
      router: () => 'cone',
      way: { candidateType: 'prflx', keepsPort: true, ipv6: false },
    },
    {
      home: 'behind a symmetric NAT is reached by the port the router chose',
      router: () => 'symmetric',
      way: { candidateType: 'prflx', keepsPort: false, ipv6: false },
    },
    {
      home: 'with nothing but IPv6 is reached by it',
      router: () => 'ipv6',
      way: { candidateType: 'host', ipv6: true },
    },
    {
      home: 'whose UDP is blocked goes through the relay by TCP',
      router: () => ({ tcpPorts: [server.httpPort, coturn.port] }),
      way: { candidateType: 'relay', relayProtocol: 'tcp', ipv6: false },
      relay: true,
    },
    {
      home: 'who may do nothing but TLS goes through the relay by TLS',
      router: () => ({ tcpPorts: [server.httpPort, coturn.tlsPort] }),
      way: { candidateType: 'relay', relayProtocol: 'tls', ipv6: false },
      relay: true,
    },
  ];
  for (const { home: title, router, way, relay } of homes) {
    test(title, async () => {
      const home = await Home.behind(router());
      try {
        const host = way.ipv6 ? `[${Home.outsideV6}]` : coturn.address;
        const origin = `http://${host}:${server.httpPort}`;
        const inside = await home.browser(origin, coturn.keyHash);
        try {
          const page = await inside.newPage({ permissions: ['camera', 'microphone'] });
          await rememberConnections(page);
          // Any page of that origin; the session is begun by a script.
          await page.goto(`${origin}/health/live`);
          // Chromium tells no address of a machine that has IPv6 alone to pages that may not listen.
          await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }));
          const url = `${origin}/whep/test`;
          const relays = relay === true ? await live.iceServers(page, url) : [];
          expect(await live.begin(page, 'in', url, null, undefined, relays)).toMatchObject({
            status: 201,
          });
          await expectFlowing(page);
          expect(await wayOf(page)).toMatchObject({ ...way });
        } finally {
          await inside.close();
        }
      } finally {
        await home.dispose();
      }
    });
  }
});

/** The chosen pair of the page's open connection. */
function wayOf(page: Page): Promise<Way> {
  return page.evaluate(async () => {
    type Stats = Record<string, string | number>;
    const { connections } = window as unknown as { connections: RTCPeerConnection[] };
    const connection = connections.find((each) => each.connectionState === 'connected')!;
    const report = (await connection.getStats()) as unknown as Map<string, Stats>;
    const all = [...report.values()];
    const transport = all.find((stats) => stats.type === 'transport')!;
    const pair = report.get(String(transport.selectedCandidatePairId))!;
    const local = report.get(String(pair.localCandidateId))!;
    const remote = report.get(String(pair.remoteCandidateId))!;
    const ownPorts = all
      .filter((stats) => stats.type === 'local-candidate' && stats.candidateType === 'host')
      .map((stats) => stats.port);
    return {
      candidateType: String(local.candidateType),
      keepsPort: ownPorts.includes(local.port),
      relayProtocol: String(local.relayProtocol),
      ipv6: String(remote.address).includes(':'),
    };
  });
}
