import { type Page } from '@playwright/test';

/** How the first seconds of a picture were shown to somebody who had just come. */
export interface Beginning {
  /** From the wish to watch until something was shown. */
  firstShownMs: number;
  /** Pictures that came within some fifty milliseconds of the first: more than two or three are a burst. */
  atOnce: number;
  /** Pictures shown in the first three seconds. */
  shown: number;
  /** The longest time from one picture to the next in them, from the second on. */
  longestGapMs: number;
  dropped: number;
  freezes: number;
  frozenMs: number;
  /** How long a picture of the first three seconds was kept back on average. */
  bufferMs: number;
  /** The same of the last second and a half. */
  settledBufferMs: number;
  /** How much later than in the end pictures of the second and third second were shown, by their timestamps. */
  behindMs: number;
}

interface Shown {
  shownMs: number;
  timestampMs: number;
}

interface LookingWindow {
  looked?: { beganMs: number; frames: Shown[]; screen: HTMLVideoElement };
  live: Record<string, { connection: RTCPeerConnection }>;
}

/** Looks from now on at the picture that the page shows next. */
export function look(page: Page): Promise<void> {
  return page.evaluate(() => {
    const looking = window as unknown as LookingWindow;
    delete looking.looked;
    document.querySelectorAll('video').forEach((old) => old.remove());
    const observer = new MutationObserver((changes) => {
      const screen = changes.flatMap((change) => [...change.addedNodes])[0] as HTMLVideoElement;
      observer.disconnect();
      const frames: Shown[] = [];
      looking.looked = { beganMs: performance.now(), frames, screen };
      const next: VideoFrameRequestCallback = (_, frame) => {
        frames.push({
          shownMs: frame.expectedDisplayTime,
          timestampMs: (frame.rtpTimestamp ?? 0) / 90,
        });
        screen.requestVideoFrameCallback(next);
      };
      screen.requestVideoFrameCallback(next);
    });
    observer.observe(document.body, { childList: true });
  });
}

/** Resolves when something is shown. */
export async function shown(page: Page): Promise<void> {
  await page.waitForFunction(
    () => ((window as unknown as LookingWindow).looked?.frames.length ?? 0) > 0,
    undefined,
    { polling: 10 },
  );
}

/** What has been seen after six seconds of a session of `live.begin`, begun after {@link look}. */
export function beginning(page: Page, name: string): Promise<Beginning> {
  return page.evaluate(async (session) => {
    const { looked, live } = window as unknown as LookingWindow;
    const { beganMs, frames } = looked!;
    type Stats = Record<string, number | string>;
    const after = (ms: number): Promise<unknown> => new Promise((wake) => setTimeout(wake, ms));
    const read = async (): Promise<Stats> => {
      const report = await live[session]!.connection.getStats();
      const all = [...(report as unknown as Map<string, Stats>).values()];
      return all.find((stats) => stats.type === 'inbound-rtp' && stats.kind === 'video') ?? {};
    };
    const at = async (ms: number): Promise<Stats> => {
      await after(beganMs + ms - performance.now());
      return read();
    };
    while (Number((await read()).framesReceived ?? 0) === 0) await after(10);
    await after(50);
    const atOnce = Number((await read()).framesReceived);
    const [early, late, end] = [await at(3_000), await at(4_500), await at(6_000)];
    const kept = (to: Stats, from: Stats = {}): number => {
      const grown = (field: string): number => Number(to[field] ?? 0) - Number(from[field] ?? 0);
      return (1000 * grown('jitterBufferDelay')) / Math.max(1, grown('jitterBufferEmittedCount'));
    };
    const between = (from: number, to: number): Shown[] =>
      frames.filter(({ shownMs }) => shownMs >= beganMs + from && shownMs < beganMs + to);
    const lateness = (some: Shown[]): number =>
      some.reduce((sum, frame) => sum + frame.shownMs - frame.timestampMs, 0) /
      Math.max(1, some.length);
    const first = frames[0]!;
    const gaps = between(0, 3_000).map((frame, i, all) =>
      i === 0 ? 0 : frame.shownMs - all[i - 1]!.shownMs,
    );
    return {
      firstShownMs: first.shownMs - beganMs,
      atOnce,
      shown: between(0, 3_000).length,
      longestGapMs: Math.max(...gaps),
      dropped: Number(early.framesDropped ?? 0),
      freezes: Number(early.freezeCount ?? 0),
      frozenMs: Number(early.totalFreezesDuration ?? 0) * 1000,
      bufferMs: kept(early),
      settledBufferMs: kept(end, late),
      behindMs: lateness(between(1_000, 3_000)) - lateness(between(4_500, 6_000)),
    };
  }, name);
}
