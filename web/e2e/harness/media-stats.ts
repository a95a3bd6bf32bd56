import { expect, type Page } from '@playwright/test';

import { type Scripted } from './scripted.ts';

/** What one browser has decoded so far (getStats of WebRTC statistics), and how. */
export interface MediaTotals {
  audioSamples: number;
  videoFrames: number;
  cipher: string;
  codecs: string[];
}

interface RememberingWindow {
  connections: RTCPeerConnection[];
}

/** Keeps every connection that scripts of the page make from now on. */
export function rememberFromNowOn(): void {
  const remembering = window as unknown as RememberingWindow;
  remembering.connections = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      remembering.connections.push(this);
    }
  };
}

/** Keeps every connection of whatever the page loads next, from before its own scripts run. */
export async function rememberConnections(page: Page): Promise<void> {
  await page.addInitScript(rememberFromNowOn);
}

export function mediaTotals(page: Scripted): Promise<MediaTotals> {
  return page.evaluate(async () => {
    const { connections } = window as unknown as RememberingWindow;
    const totals = { audioSamples: 0, videoFrames: 0, cipher: '', codecs: [] as string[] };
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      const report = (await connection.getStats()) as unknown as Map<
        string,
        Record<string, string | number>
      >;
      for (const stats of report.values()) {
        if (stats.type === 'inbound-rtp') {
          totals.audioSamples += Number(stats.totalSamplesReceived ?? 0);
          totals.videoFrames += Number(stats.framesDecoded ?? 0);
          const codec = report.get(String(stats.codecId))?.mimeType;
          if (codec !== undefined) totals.codecs.push(String(codec));
        }
        if (stats.type === 'transport') totals.cipher = String(stats.srtpCipher ?? '');
      }
    }
    return totals;
  });
}

export async function expectFlowing(page: Scripted): Promise<void> {
  const before = await mediaTotals(page);
  await expect
    .poll(
      async () => {
        const now = await mediaTotals(page);
        return {
          audio: now.audioSamples > before.audioSamples,
          video: now.videoFrames > before.videoFrames,
        };
      },
      { message: 'decoded sound and picture grow' },
    )
    .toEqual({ audio: true, video: true });
}

/** UDP ports this page's connections send from; the address is whichever the system routes by. */
export async function localPorts(page: Scripted): Promise<Set<string>> {
  const ports = await page.evaluate(async () => {
    const { connections } = window as unknown as RememberingWindow;
    const found: number[] = [];
    for (const connection of connections) {
      const report = (await connection.getStats()) as unknown as Map<
        string,
        Record<string, string | number>
      >;
      for (const stats of report.values()) {
        if (stats.type === 'local-candidate') found.push(Number(stats.port));
      }
    }
    return found;
  });
  return new Set(ports.map(String));
}
