import type { CoinPackage } from '@stagedoor/sdk';
import { expect, it } from 'vitest';
import { quickBuys } from './quickBuys.ts';

function packages(badges: readonly string[]): CoinPackage[] {
  return badges.map((badge, index) => ({
    id: `p${index}`,
    price: { amountMinor: 9_900 * (index + 1), currency: 'INR' },
    regularPrice: { amountMinor: 9_900 * (index + 1), currency: 'INR' },
    paidCoins: { amountMinor: 99_000, currency: 'COIN' },
    bonusCoins: { amountMinor: 0, currency: 'COIN' },
    planCoins: { amountMinor: 0, currency: 'COIN' },
    bonusPercent: 0,
    pricePerCoin: { amountMinor: 100, currency: 'INR' },
    badge,
  }));
}

it.each([
  [['', '', 'Popular', '', 'Best value'], 'p0 p2 p3'],
  [['', '', '', '', 'Best value'], 'p0 p3 p4'],
  [['', '', '', ''], 'p0 p1 p2'],
  [['', 'Popular'], 'p0 p1'],
  [[], ''],
])('of packages with badges %o offers %s', (badges, ids) => {
  const offered = quickBuys(packages(badges)).map((offer) => offer.id);
  expect(offered.join(' ')).toBe(ids);
});
