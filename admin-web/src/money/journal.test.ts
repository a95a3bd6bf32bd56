import { describe, expect, it } from 'vitest';
import { columnsOf, journalOf } from './journal.ts';

const coin = (amountMinor: number) => ({ amountMinor, currency: 'COIN' });
const inr = (amountMinor: number) => ({ amountMinor, currency: 'INR' });

describe('the two columns', () => {
  it('show a credit-positive amount as a positive figure on its side', () => {
    expect(columnsOf(coin(8000))).toEqual({ debit: null, credit: coin(8000) });
    expect(columnsOf(coin(-8000))).toEqual({ debit: coin(8000), credit: null });
    expect(columnsOf(coin(0))).toEqual({ debit: null, credit: null });
  });
});

describe('a journal entry', () => {
  const capture = [
    { line: 1, code: 'V2', amount: coin(-8000) },
    { line: 2, code: 'P2', amount: coin(8000) },
    { line: 3, code: 'C1', amount: inr(270) },
    { line: 4, code: 'A1', amount: inr(90) },
    { line: 5, code: 'P6', amount: inr(-360) },
  ];

  it('has one balanced leg per asset, debits before credits', () => {
    const legs = journalOf(capture);
    expect(legs.map(({ currency }) => currency)).toEqual(['COIN', 'INR']);
    expect(legs.map(({ lines }) => lines.map(({ code }) => code))).toEqual([
      ['V2', 'P2'],
      ['P6', 'C1', 'A1'],
    ]);
    expect(legs.map(({ totals }) => totals)).toEqual([
      { debit: coin(8000), credit: coin(8000), difference: coin(0) },
      { debit: inr(360), credit: inr(360), difference: inr(0) },
    ]);
  });

  it('says by how much a leg fails to balance', () => {
    const [leg] = journalOf(capture.slice(0, 2).concat({ line: 3, code: 'P2', amount: coin(1) }));
    expect(leg?.totals.difference).toEqual(coin(1));
  });
});
