import type { Money } from '@stagedoor/sdk';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from './en.json';
import { formatAmount, formatClock, formatDuration, formatMoney } from './format.ts';
import { chooseLocale } from './locale.ts';

const inIndia = createIntl({ locale: 'en-IN', messages: en });
const inAmerica = createIntl({ locale: 'en-US', messages: en });

describe('money', () => {
  it.each<[Money, string, string]>([
    [{ amountMinor: 12_345_600, currency: 'INR' }, '₹1,23,456.00', '₹123,456.00'],
    [{ amountMinor: 999, currency: 'USD' }, '$9.99', '$9.99'],
    [{ amountMinor: 8_000, currency: 'COIN' }, '8', '8'],
    [{ amountMinor: 123_456_500, currency: 'COIN' }, '1,23,456.5', '123,456.5'],
    [{ amountMinor: -25_000, currency: 'COIN' }, '-25', '-25'],
    [{ amountMinor: 100_996, currency: 'COIN' }, '100.99', '100.99'],
    [{ amountMinor: -4, currency: 'COIN' }, '0', '0'],
  ])('writes %o in the form of the region', (money, indian, american) => {
    expect(formatAmount(inIndia, money)).toBe(indian);
    expect(formatAmount(inAmerica, money)).toBe(american);
  });

  it.each([
    [1_000, '1 coin'],
    [80_000, '80 coins'],
    [0, '0 coins'],
    [100_996, '100.99 coins'],
  ])('reads %i millicoins aloud as %s', (amountMinor, spoken) => {
    expect(formatMoney(inIndia, { amountMinor, currency: 'COIN' })).toBe(spoken);
  });
});

describe('time', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [245_000, '4:05'],
    [600_000, '10:00'],
    [3_753_000, '1:02:33'],
    [-1, '0:00'],
  ])('shows %i ms as %s', (ms, clock) => {
    expect(formatClock(ms)).toBe(clock);
  });

  it.each([
    [5_000, '5 s'],
    [245_000, '4 min 5 s'],
  ])('says %i ms as %s', (ms, words) => {
    expect(formatDuration(inIndia, ms)).toBe(words);
  });
});

describe('the locale', () => {
  it.each([
    [['en-IN', 'en'], 'en-IN'],
    [['de-DE', 'en-GB'], 'en-GB'],
    [['de-DE'], 'en'],
    [[], 'en'],
  ])('of a reader of %o is %s', (wanted, locale) => {
    expect(chooseLocale(wanted)).toBe(locale);
  });
});
