const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;

/**
 * Milliseconds as a clock shows them, `4:07` or `1:02:09`, rounded down: a second not yet complete was not delivered.
 */
export function formatClock(durationMs: number): string {
  const seconds = Math.floor(durationMs / MS_PER_SECOND);
  const hours = Math.floor(seconds / SECONDS_PER_HOUR);
  const minutes = Math.floor((seconds % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  const clock = `${pad(hours > 0, minutes)}:${pad(true, seconds % SECONDS_PER_MINUTE)}`;
  return hours > 0 ? `${String(hours)}:${clock}` : clock;
}

function pad(twoDigits: boolean, value: number): string {
  return twoDigits ? String(value).padStart(2, '0') : String(value);
}
