import type { Heartbeat, LedgerTransfer } from '../api/types.ts';
import { COIN } from '../money/money.ts';

/** A figure at a moment, both counted from the start of the session's clock. */
export interface Sample {
  readonly elapsedMs: number;
  readonly value: number;
}

/** Account code of coins that have left their viewer for good. */
const COINS_REDEEMED = 'P2';

/** A tip of the same call redeems coins too, but it is not metered. */
const TIP = 'TIP';

/** Cumulative billable milliseconds at each heartbeat, from zero at the start. */
export function billableSeries(heartbeats: readonly Heartbeat[], startedAt: string): Sample[] {
  const beats = heartbeats.map(({ at, billableMs }) => ({
    elapsedMs: elapsed(at, startedAt),
    value: billableMs,
  }));
  return [{ elapsedMs: 0, value: 0 }, ...beats];
}

/**
 * Cumulative captured coins (minor units) after each transfer that moved them, oldest first. A reversal of a capture
 * takes coins back out of redemption, so the series steps down there.
 */
export function capturedSeries(transfers: readonly LedgerTransfer[], startedAt: string): Sample[] {
  let value = 0;
  const steps = transfers
    .map((transfer) => ({
      elapsedMs: elapsed(transfer.createdAt, startedAt),
      redeemed: redeemedBy(transfer),
      id: transfer.id,
    }))
    .filter(({ redeemed }) => redeemed !== 0)
    .sort((a, b) => a.elapsedMs - b.elapsedMs || a.id - b.id)
    .map(({ elapsedMs, redeemed }) => ({ elapsedMs, value: (value += redeemed) }));
  return [{ elapsedMs: 0, value: 0 }, ...steps];
}

/** The value that holds at a moment: that of the last sample at or before it. */
export function valueAt(series: readonly Sample[], elapsedMs: number): number {
  return series.findLast((sample) => sample.elapsedMs <= elapsedMs)?.value ?? 0;
}

/** The value on the straight line between the samples around a moment, for figures that grew in between. */
export function valueBetween(series: readonly Sample[], elapsedMs: number): number {
  const next = series.findIndex((sample) => sample.elapsedMs > elapsedMs);
  const after = series[next];
  const before = series[next - 1];
  if (after === undefined || before === undefined) return valueAt(series, elapsedMs);
  const share = (elapsedMs - before.elapsedMs) / (after.elapsedMs - before.elapsedMs);
  return before.value + share * (after.value - before.value);
}

function redeemedBy({ code, entries }: LedgerTransfer): number {
  if (code === TIP) return 0;
  return entries
    .filter((entry) => entry.code === COINS_REDEEMED && entry.amount.currency === COIN)
    .reduce((total, { amount }) => total + amount.amountMinor, 0);
}

/** Never negative: the first transfer may carry the same database time as the start, or a hair less. */
function elapsed(at: string, startedAt: string): number {
  return Math.max(0, Date.parse(at) - Date.parse(startedAt));
}
