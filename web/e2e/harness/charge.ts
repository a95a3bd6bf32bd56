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
