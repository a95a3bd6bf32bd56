import { expect, it } from 'vitest';
import { clockTicks, decimalTicks, linear } from './scale.ts';

it('maps zero and the end of the domain to the ends of the range', () => {
  const y = linear(50, 100, 0);
  expect([y(0), y(25), y(50)]).toEqual([100, 50, 0]);
  expect(linear(0, 10, 90)(0)).toBe(10);
});

it.each([
  [128, 4, [0, 50, 100, 150]],
  [24, 3, [0, 10, 20, 30]],
  [8, 4, [0, 2, 4, 6, 8]],
  [0, 4, [0, 1]],
])('counts to %d in round steps', (end, count, expected) => {
  expect(decimalTicks(end, count)).toEqual(expected);
});

it.each([
  [932_000, 4, [0, 300_000, 600_000, 900_000, 1_200_000]],
  [19_000, 4, [0, 5000, 10_000, 15_000, 20_000]],
])('counts %d ms in steps of a clock', (endMs, count, expected) => {
  expect(clockTicks(endMs, count)).toEqual(expected);
});
