/** How long a receipt may still come. */
const SETTLING_MS = 60_000;

interface Settled {
  readonly state: string;
  readonly endedAt?: string;
  readonly receipt?: unknown;
}

/**
 * Whether more will be known of a call soon. Books and the call's own record learn of the end one after the other: a receipt may be
 * there before it is told how the call ended, and the other way round.
 */
export function isSettling(call: Settled, nowMs: number): boolean {
  if (call.state !== 'ENDED') return true;
  if (call.receipt !== undefined || call.endedAt === undefined) return false;
  return nowMs - Date.parse(call.endedAt) < SETTLING_MS;
}
