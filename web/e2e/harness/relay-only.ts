import type { Page } from '@playwright/test';

/** How a browser reaches its relay. */
export type RelayTransport = 'udp' | 'tcp' | 'tls';

/** A browser behind a firewall that lets through nothing but the relay, by one transport. */
export interface RelayOnly {
  transport: RelayTransport;
  /** Of the relay's certificate. */
  keyHash: string;
}

/** What a connection runs over. */
export interface Route {
  candidateType: string;
  relayProtocol: string;
}

/** Must run after `rememberConnections`: makes every connection use relays alone, and one transport to them. */
export async function relayOnly(page: Page, transport: RelayTransport): Promise<void> {
  await page.addInitScript((wanted) => {
    const transportOf = (url: string): string => {
      if (url.startsWith('turns:')) return 'tls';
      return url.endsWith('transport=tcp') ? 'tcp' : 'udp';
    };
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration: RTCConfiguration = {}) {
        const iceServers = (configuration.iceServers ?? []).map((server) => ({
          ...server,
          urls: [server.urls].flat().filter((url) => transportOf(url) === wanted),
        }));
        super({ ...configuration, iceServers, iceTransportPolicy: 'relay' });
      }
    };
  }, transport);
}

/** The chosen route of each connection that is open. */
export function routes(page: Page): Promise<Route[]> {
  return page.evaluate(async () => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] };
    const found: Route[] = [];
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      const report = (await connection.getStats()) as unknown as Map<
        string,
        Record<string, string>
      >;
      for (const stats of report.values()) {
        if (stats.type !== 'transport') continue;
        const pair = report.get(String(stats.selectedCandidatePairId));
        const local = report.get(String(pair?.localCandidateId));
        found.push({
          candidateType: String(local?.candidateType),
          relayProtocol: String(local?.relayProtocol),
        });
      }
    }
    return found;
  });
}
