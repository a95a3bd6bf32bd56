/**
 * The price of delivered time, written from the specification and not from the product: a minute begun is a minute
 * charged, exactly four minutes are four and not five, and nothing delivered costs nothing.
 */
export function chargeMinor(
  deliveredMs: number,
  perMinuteMinor: number,
  incrementMs: number,
  minuteMs: number,
): number {
  if (deliveredMs === 0) return 0;
  const increments = Math.max(1, Math.ceil(deliveredMs / incrementMs));
  return Math.ceil((increments * incrementMs * perMinuteMinor) / minuteMs);
}

/** Time in one medium, at its rate. */
export interface Part {
  deliveredMs: number;
  perMinuteMinor: number;
}

/**
 * The same through switches: every millisecond costs the rate it was delivered at, the rest of a begun increment the rate
 * of the present medium, and what was charged is never given back. What the counter rises by in each part.
 */
export function chargesOfParts(parts: Part[], incrementMs: number, minuteMs: number): number[] {
  let spent = 0;
  let totalMs = 0;
  let charged = 0;
  return parts.map(({ deliveredMs, perMinuteMinor }) => {
    const increments = Math.max(1, Math.ceil((totalMs + deliveredMs) / incrementMs));
    const ahead = (increments * incrementMs - totalMs) * perMinuteMinor;
    const rise = Math.max(0, Math.ceil((spent + ahead) / minuteMs) - charged);
    spent += deliveredMs * perMinuteMinor;
    totalMs += deliveredMs;
    charged += rise;
    return rise;
  });
}
