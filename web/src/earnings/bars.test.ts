import { expect, it } from 'vitest';
import { bars } from './bars.ts';

it.each([
  [[], []],
  [
    [0, 0],
    [0, 0],
  ],
  [
    [50, 100, 25],
    [0.5, 1, 0.25],
  ],
  [
    [-30, 100],
    [0, 1],
  ],
  [
    [1, 1000],
    [0.02, 1],
  ],
])('draws %j as heights %j', (values, heights) => {
  expect(bars(values).map(({ height }) => height)).toEqual(heights);
});
