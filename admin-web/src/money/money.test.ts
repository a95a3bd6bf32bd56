import { describe, expect, it } from 'vitest';
import { formatAmount, formatMoney, sum, toDecimal } from './money.ts';

describe('an amount', () => {
  it.each([
    [0, 'COIN', '0.000'],
    [1, 'COIN', '0.001'],
    [-8000, 'COIN', '-8.000'],
    [128_000, 'COIN', '128.000'],
    [5760, 'INR', '57.60'],
    [-5, 'USD', '-0.05'],
    [1500, 'JPY', '1500'],
    [Number.MAX_SAFE_INTEGER, 'COIN', '9007199254740.991'],
  ])('of %d minor units of %s is exactly %s', (amountMinor, currency, decimal) => {
    expect(toDecimal({ amountMinor, currency })).toBe(decimal);
  });

  it.each([
    [12_345_600, 'INR', 'en-IN', '1,23,456.00'],
    [12_345_600, 'INR', 'en-US', '123,456.00'],
    [12_345_600, 'USD', 'de-DE', '123.456,00'],
    [1_234_500, 'COIN', 'en-US', '1,234.500'],
    [-8000, 'COIN', 'en-US', '-8.000'],
    [Number.MAX_SAFE_INTEGER, 'COIN', 'en-US', '9,007,199,254,740.991'],
  ])('of %d minor units of %s reads in %s as %s', (amountMinor, currency, locale, text) => {
    expect(formatAmount({ amountMinor, currency }, locale)).toBe(text);
  });

  it('names its asset when it stands alone', () => {
    expect(formatMoney({ amountMinor: 8000, currency: 'COIN' }, 'en-US')).toBe('8.000\u00a0COIN');
  });
});

describe('a sum', () => {
  it('refuses to mix assets', () => {
    const mixed = [
      { amountMinor: 1, currency: 'COIN' },
      { amountMinor: 1, currency: 'INR' },
    ];
    expect(() => sum(mixed, 'COIN')).toThrow('cannot add INR to COIN');
  });
});
