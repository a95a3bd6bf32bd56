import { describe, expect, it } from 'vitest';
import { trialBalanceOf, type TrialBalanceLine } from './trialBalance.ts';
import { trialBalanceCsv } from './trialBalanceCsv.ts';

const line = (
  code: string,
  kind: string,
  amountMinor: number,
  currency: string,
): TrialBalanceLine => ({
  code,
  kind,
  balance: { amountMinor, currency },
  accounts: 1,
});

const books = [
  line('P6', 'creator share', -5760, 'INR'),
  line('C1', 'creator pending', 5760, 'INR'),
  line('P2', 'coins redeemed', 128_000, 'COIN'),
  line('P1', 'coins issued paid', -200_000, 'COIN'),
  line('V1', 'viewer available', 72_000, 'COIN'),
];

describe('the trial balance', () => {
  it('keeps each asset apart, coins first, and each in balance', () => {
    const balances = trialBalanceOf(books);
    expect(
      balances.map(({ currency, totals }) => [
        currency,
        totals.debit.amountMinor,
        totals.credit.amountMinor,
      ]),
    ).toEqual([
      ['COIN', 200_000, 200_000],
      ['INR', 5760, 5760],
    ]);
    expect(balances.every(({ totals }) => totals.difference.amountMinor === 0)).toBe(true);
  });

  it('groups accounts by class in the order of the statements', () => {
    const [coins] = trialBalanceOf(books);
    expect(
      coins?.groups.map(({ accountClass, rows }) => [accountClass, rows.map(({ code }) => code)]),
    ).toEqual([
      ['LIABILITY', ['V1']],
      ['CONTRA', ['P1', 'P2']],
    ]);
  });

  it('says by how much an asset is out of balance, and on which side', () => {
    const [coins] = trialBalanceOf([...books, line('V2', 'viewer held', 3, 'COIN')]);
    expect(coins?.totals.difference).toEqual({ amountMinor: 3, currency: 'COIN' });
  });

  it('exports every row and a total per asset with plain decimals', () => {
    expect(trialBalanceCsv(books.slice(0, 2)).split('\r\n')).toEqual([
      'asset,class,code,kind,accounts,debit,credit',
      'INR,LIABILITY,C1,creator pending,1,,57.60',
      'INR,EXPENSE,P6,creator share,1,57.60,',
      'INR,TOTAL,,,,57.60,57.60',
      '',
    ]);
  });
});
