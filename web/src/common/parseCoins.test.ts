import { expect, it } from 'vitest';
import { parseCoins } from './parseCoins.ts';

it.each([
  ['20', 20],
  [' 12.5 ', 12.5],
  ['12,50', 12.5],
  ['0', null],
  ['0.00', null],
  ['', null],
  ['-3', null],
  ['1.234', null],
  ['1e3', null],
  ['12345678', null],
])('reads the price "%s" as %s', (text, amount) => {
  expect(parseCoins(text)).toBe(amount);
});
