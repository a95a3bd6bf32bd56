import { expect, it } from 'vitest';
import { parseAmount } from './payouts.ts';

it.each([
  ['500', 50_000],
  ['1,23,456.00', 12_345_600],
  ['123,456.7', 12_345_670],
  [' 0.01 ', 1],
  ['0', null],
  ['', null],
  ['-5', null],
  ['1.234', null],
  ['five', null],
  ['9999999999999999', null],
])('reads %j as %j minor units', (text, minor) => {
  expect(parseAmount(text, 'INR')?.amountMinor ?? null).toBe(minor);
});
