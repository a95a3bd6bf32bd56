import { describe, expect, it } from 'vitest';
import { billableSeries, capturedSeries, valueAt, valueBetween } from './meterSeries.ts';
import { capture, coin, entry, SESSION, STARTED_AT, transfer } from './session.fixture.ts';

describe('billable time', () => {
  const series = billableSeries(SESSION.heartbeats, STARTED_AT);

  it('begins at zero and holds its value while nothing is delivered', () => {
    expect(series.map(({ value }) => value)).toEqual([0, 10_000, 20_000, 20_000]);
  });

  it.each([
    [0, 0],
    [5000, 5000],
    [15_000, 15_000],
    [25_000, 20_000],
    [99_000, 20_000],
  ])('is read between heartbeats at %d ms as %d ms', (elapsedMs, value) => {
    expect(valueBetween(series, elapsedMs)).toBe(value);
  });
});

describe('captured coins', () => {
  const reversal = transfer(4, 'CALL_REFUND', 70_000, [
    entry(1, 'P2', coin(-8000)),
    entry(2, 'V1', coin(8000)),
  ]);
  const tip = transfer(2, 'TIP', 5000, [
    entry(1, 'V1', coin(-50_000)),
    entry(2, 'P2', coin(50_000)),
  ]);
  const hold = transfer(0, 'HOLD', -9000, [
    entry(1, 'V1', coin(-24_000)),
    entry(2, 'V2', coin(24_000)),
  ]);
  const series = capturedSeries(
    [hold, capture(1, 0), tip, capture(3, 60_000), reversal],
    STARTED_AT,
  );

  it('jump at each capture, fall at a reversal, and leave tips and holds out', () => {
    expect(series).toEqual([
      { elapsedMs: 0, value: 0 },
      { elapsedMs: 0, value: 8000 },
      { elapsedMs: 60_000, value: 16_000 },
      { elapsedMs: 70_000, value: 8000 },
    ]);
  });

  it('stay what they were until the next transfer', () => {
    expect([0, 59_999, 60_000, 80_000].map((at) => valueAt(series, at))).toEqual([
      8000, 8000, 16_000, 8000,
    ]);
  });
});
