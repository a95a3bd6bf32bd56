import { type Page } from '@playwright/test';

/** What one viewer saw and heard over a time, from its browser's statistics. */
export interface Watched {
  ms: number;
  framesDecoded: number;
  freezes: number;
  frozenMs: number;
  /** Height of the last picture. */
  height: number;
  /** Heights in the order in which they were shown, without repetition. */
  heights: number[];
  keyFramesAsked: number;
  /** Of the samples played, those that were made up; silence in a pause of the sender's excepted. 0 to 1. */
  concealed: number;
  /** How far sound was ahead of the picture, each quarter of a second. Absent while the browser does not know. */
  soundAheadMs: number[];
}

/**
 * Watches a session of {@link live.begin} for so long, or until the picture has a height.
 *
 * @param name of the session; null for the connection of a call's page, which was told to remember them
 * @param untilHeight ends as soon as a picture is this high
 */
export function watch(
  page: Page,
  name: string | null,
  ms: number,
  untilHeight = 0,
): Promise<Watched> {
  return page.evaluate(
    async ([session, longestMs, wantedHeight]) => {
      type Stats = Record<string, string | number>;
      const kept = window as unknown as {
        live: Record<string, { connection: RTCPeerConnection }>;
        connections: RTCPeerConnection[];
      };
      const connection =
        session === null
          ? kept.connections.findLast((each) => each.connectionState === 'connected')!
          : kept.live[session]!.connection;
      const read = async (): Promise<Record<'audio' | 'video', Stats>> => {
        const found: Record<string, Stats> = {};
        const report = (await connection.getStats()) as unknown as Map<string, Stats>;
        for (const stats of report.values()) {
          if (stats.type === 'inbound-rtp') found[String(stats.kind)] = stats;
        }
        return { audio: found.audio ?? {}, video: found.video ?? {} };
      };
      const began = performance.now();
      const before = await read();
      let after = before;
      const heights: number[] = [];
      const soundAheadMs: number[] = [];
      do {
        await new Promise((wake) => setTimeout(wake, 250));
        after = await read();
        const height = Number(after.video.frameHeight ?? 0);
        if (height !== heights.at(-1)) heights.push(height);
        const [sound, picture] = [after.audio, after.video].map((stats) =>
          Number(stats.estimatedPlayoutTimestamp ?? 0),
        );
        if (sound! > 0 && picture! > 0) soundAheadMs.push(sound! - picture!);
      } while (performance.now() - began < longestMs && heights.at(-1) !== wantedHeight);
      const grown = (kind: 'audio' | 'video', field: string): number =>
        Number(after[kind][field] ?? 0) - Number(before[kind][field] ?? 0);
      const madeUp = grown('audio', 'concealedSamples') - grown('audio', 'silentConcealedSamples');
      return {
        ms: performance.now() - began,
        framesDecoded: grown('video', 'framesDecoded'),
        freezes: grown('video', 'freezeCount'),
        frozenMs: grown('video', 'totalFreezesDuration') * 1000,
        height: heights.at(-1) ?? 0,
        heights,
        keyFramesAsked: grown('video', 'pliCount') + grown('video', 'firCount'),
        concealed: madeUp / Math.max(1, grown('audio', 'totalSamplesReceived')),
        soundAheadMs,
      };
    },
    [name, ms, untilHeight] as const,
  );
}
