import { describe, expect, test } from 'vitest';
import { NODE } from './live.fixture.ts';
import { cpuShareOf, ratesOf, sameRun } from './rates.ts';

const later = (ms: number, change: object = {}) => ({
  ...NODE,
  at: new Date(Date.parse(NODE.at) + ms).toISOString(),
  ...change,
});

describe('rates of a node', () => {
  const now = later(2000, {
    cpuMs: NODE.cpuMs + 1000,
    loops: [{ index: 0, receivedDatagrams: 1100, sentDatagrams: 14_000, cpuMs: 900 }],
  });

  test('are differences by the time between two looks', () => {
    expect(ratesOf(now, NODE, now.loops[0]!)).toEqual({
      receivedPerSecond: 50,
      sentPerSecond: 2000,
      cpuShare: 0.25,
    });
    // Half a processor of two.
    expect(cpuShareOf(now, NODE)).toBe(0.25);
  });

  test('are not known after the first look', () => {
    expect(ratesOf(NODE, undefined, NODE.loops[0]!).sentPerSecond).toBeNull();
    expect(cpuShareOf(NODE, undefined)).toBeNull();
  });

  test('are not made up across a restart, nor of one look twice', () => {
    expect(sameRun(later(2000, { startedAt: '2026-01-05T11:00:00Z' }), [NODE])).toBeUndefined();
    expect(sameRun(NODE, [NODE])).toBeUndefined();
    expect(sameRun(now, [NODE])).toBe(NODE);
  });

  test('leave out processor time where the system does not tell', () => {
    expect(cpuShareOf(later(2000, { cpuMs: -1 }), NODE)).toBeNull();
  });
});
