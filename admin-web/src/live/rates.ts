import type { MediaLoop, Node } from '../api/types.ts';

/** What happened a second between two looks; null where that cannot be said. */
export interface LoopRates {
  readonly receivedPerSecond: number | null;
  readonly sentPerSecond: number | null;
  /** Share of one processor, 0 to 1. */
  readonly cpuShare: number | null;
}

const UNKNOWN: LoopRates = { receivedPerSecond: null, sentPerSecond: null, cpuShare: null };
const MS_PER_SECOND = 1000;

/** The node as it was before, unless it was started anew since, which sets every count back. */
export function sameRun(now: Node, before: readonly Node[]): Node | undefined {
  return before.find(({ startedAt, at }) => startedAt === now.startedAt && at !== now.at);
}

/** Share of the whole machine that the process took, 0 to 1. */
export function cpuShareOf(now: Node, before: Node | undefined): number | null {
  const share = before && cpuShare(now.cpuMs, before.cpuMs, elapsedMs(now, before));
  return share === null || share === undefined ? null : share / now.processors;
}

export function ratesOf(now: Node, before: Node | undefined, loop: MediaLoop): LoopRates {
  const earlier = before?.loops.find(({ index }) => index === loop.index);
  if (before === undefined || earlier === undefined) return UNKNOWN;
  const passedMs = elapsedMs(now, before);
  return {
    receivedPerSecond: perSecond(loop.receivedDatagrams - earlier.receivedDatagrams, passedMs),
    sentPerSecond: perSecond(loop.sentDatagrams - earlier.sentDatagrams, passedMs),
    cpuShare: cpuShare(loop.cpuMs, earlier.cpuMs, passedMs),
  };
}

function elapsedMs(now: Node, before: Node): number {
  return Date.parse(now.at) - Date.parse(before.at);
}

function perSecond(count: number, passedMs: number): number | null {
  return passedMs > 0 ? (count * MS_PER_SECOND) / passedMs : null;
}

function cpuShare(nowMs: number, beforeMs: number, passedMs: number): number | null {
  return nowMs < 0 || beforeMs < 0 || passedMs <= 0 ? null : (nowMs - beforeMs) / passedMs;
}
