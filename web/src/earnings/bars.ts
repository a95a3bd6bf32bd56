/** One bar of a chart in its own units: the plot is 0 to 1 high, and 0 is at the bottom. */
export interface Bar {
  readonly value: number;
  /** Share of the plot's height, at least a hairline where something was earned. */
  readonly height: number;
}

const HAIRLINE = 0.02;

/** Bars of values; a day that lost money has none, and no day at all makes a flat line of nothing. */
export function bars(values: readonly number[]): Bar[] {
  const highest = Math.max(0, ...values);
  return values.map((value) => ({
    value,
    height: value <= 0 || highest === 0 ? 0 : Math.max(HAIRLINE, value / highest),
  }));
}
