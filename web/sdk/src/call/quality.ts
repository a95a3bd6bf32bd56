/** Cumulative counters of what is received, and the momentary delay. */
export interface ReceiveStats {
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Interarrival jitter, milliseconds (RFC 3550 section 6.4.1). */
  readonly jitterMs: number;
  readonly roundTripMs: number;
}

/** From 5, as good as being there, to 1, hardly usable. */
export type Quality = 1 | 2 | 3 | 4 | 5;

/**
 * Rates the network between two readings by the simplified E-model (ITU-T G.107): effective delay is half
 * the round trip, twice the jitter (the buffer) and 10 ms of codec; loss costs 2.5 points a percent.
 * The thresholds are those of the G.107 user satisfaction table.
 */
export function rateQuality(before: ReceiveStats, now: ReceiveStats): Quality {
  const received = now.packetsReceived - before.packetsReceived;
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const lossPercent = received + lost > 0 ? (100 * lost) / (received + lost) : 0;
  const delayMs = now.roundTripMs / 2 + now.jitterMs * 2 + 10;
  const delayCost = delayMs < 160 ? delayMs / 40 : (delayMs - 120) / 10;
  const rating = 93.2 - delayCost - 2.5 * lossPercent;
  if (rating >= 88) {
    return 5;
  }
  if (rating >= 80) {
    return 4;
  }
  if (rating >= 70) {
    return 3;
  }
  return rating >= 55 ? 2 : 1;
}

/** Sums the inbound streams of a report; null before anything has come in. */
export function readReceiveStats(report: RTCStatsReport): ReceiveStats | null {
  let packetsReceived = 0;
  let packetsLost = 0;
  let jitterMs = 0;
  let roundTripMs = 0;
  report.forEach((entry: Record<string, unknown>) => {
    if (entry.type === 'inbound-rtp') {
      packetsReceived += numberOf(entry.packetsReceived);
      packetsLost += numberOf(entry.packetsLost);
      jitterMs = Math.max(jitterMs, numberOf(entry.jitter) * 1000);
    } else if (entry.type === 'candidate-pair' && entry.nominated === true) {
      roundTripMs = numberOf(entry.currentRoundTripTime) * 1000;
    }
  });
  return packetsReceived > 0 ? { packetsReceived, packetsLost, jitterMs, roundTripMs } : null;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
