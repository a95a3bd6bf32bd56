const FIRST_MS = 400;
/** A restarted server has everybody back within five seconds. */
const LONGEST_MS = 4_000;

/**
 * How long to wait before attempt number `attempt` (from 0): exponential, the upper half of it by chance, so that a
 * thousand clients of a restarted server do not come back at one moment.
 *
 * @param random a number in [0, 1)
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling * (0.5 + random / 2));
}
