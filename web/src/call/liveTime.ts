import type { CallMeter } from '@stagedoor/sdk';

/** A meter is older than this only when the connection is in trouble: then the clock stands still. */
const FRESH_MS = 2_000;

/** The delivered time between two meter events, run on by the local clock while media flows. */
export function liveDeliveredMs(meter: CallMeter, receivedAtMs: number, nowMs: number): number {
  const sinceMs = Math.max(0, nowMs - receivedAtMs);
  return meter.flowing && sinceMs < FRESH_MS ? meter.deliveredMs + sinceMs : meter.deliveredMs;
}
