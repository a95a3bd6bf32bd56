import { expect, it } from 'vitest';
import { EMPTY_LINE, entriesOf, imbalances, minorOf, type LineDraft } from './adjustment.ts';

it.each([
  ['2.50', 'INR', 250],
  ['-2.5', 'INR', -250],
  ['−1', 'INR', -100],
  ['0.001', 'COIN', 1],
  ['0.01', 'COIN', 10],
  ['2.505', 'INR', null],
  ['0', 'INR', null],
  ['', 'INR', null],
  ['1e3', 'INR', null],
  ['9999999999999', 'COIN', null],
] as const)('reads %s %s as %s', (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor);
});

const FEES: LineDraft = { ...EMPTY_LINE, kind: 'platform.psp_fees', amount: '2.50' };
const RECEIVABLE: LineDraft = {
  ...EMPTY_LINE,
  kind: 'psp.receivable',
  qualifier: 'sandbox',
  amount: '-2.50',
};

it('makes entries of lines that balance', () => {
  expect(entriesOf([FEES, RECEIVABLE])).toEqual([
    { kind: 'platform.psp_fees', amount: { amountMinor: 250, currency: 'INR' } },
    {
      kind: 'psp.receivable',
      qualifier: 'sandbox',
      amount: { amountMinor: -250, currency: 'INR' },
    },
  ]);
});

it('says what is left over, by currency', () => {
  const usd: LineDraft = { ...RECEIVABLE, currency: 'USD' };
  expect(imbalances([FEES, usd])).toEqual([
    { currency: 'INR', amountMinor: 250 },
    { currency: 'USD', amountMinor: -250 },
  ]);
  expect(entriesOf([FEES, usd])).toBeNull();
});

it.each([
  ['one line', [{ ...FEES, amount: '' }]],
  ['a line without an account', [FEES, { ...RECEIVABLE, kind: ' ' }]],
  ['a line without an amount', [FEES, RECEIVABLE, EMPTY_LINE]],
])('makes nothing of %s', (_, lines) => {
  expect(entriesOf(lines)).toBeNull();
});
