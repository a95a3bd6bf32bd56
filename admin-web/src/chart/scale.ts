/** Maps a domain that begins at zero to pixels; a domain of zero length maps to the start of the range. */
export function linear(domainEnd: number, from: number, to: number): (value: number) => number {
  return (value) => (domainEnd === 0 ? from : from + (value / domainEnd) * (to - from));
}

/** Steps a person counts in: 1, 2 or 5 times a power of ten. */
const DECIMAL_STEPS = [1, 2, 5, 10];

/** Steps of a clock in seconds, up to an hour. */
const CLOCK_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** At most `count` gaps between round figures from zero to the first one at or above `end`. */
export function decimalTicks(end: number, count: number): number[] {
  const rough = Math.max(1, end / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (DECIMAL_STEPS.find((candidate) => candidate * power >= rough) ?? 10);
  return ticks(end, step);
}

/** As {@link decimalTicks}, for milliseconds that are read as minutes and seconds. */
export function clockTicks(endMs: number, count: number): number[] {
  const roughS = endMs / 1000 / count;
  const stepS =
    CLOCK_STEPS_S.find((candidate) => candidate >= roughS) ?? Math.ceil(roughS / 3600) * 3600;
  return ticks(endMs, stepS * 1000);
}

function ticks(end: number, step: number): number[] {
  const gaps = Math.max(1, Math.ceil(end / step));
  return Array.from({ length: gaps + 1 }, (_, index) => index * step);
}
