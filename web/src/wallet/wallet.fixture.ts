import type { CoinPackage } from '@stagedoor/sdk';

/** A package of 110 coins that costs 99 rupees, a fifth less by a plan. */
export const OFFER: CoinPackage = {
  id: 'inr-99',
  price: { amountMinor: 7_920, currency: 'INR' },
  regularPrice: { amountMinor: 9_900, currency: 'INR' },
  paidCoins: { amountMinor: 95_000, currency: 'COIN' },
  bonusCoins: { amountMinor: 15_000, currency: 'COIN' },
  planCoins: { amountMinor: 0, currency: 'COIN' },
  bonusPercent: 16,
  pricePerCoin: { amountMinor: 72, currency: 'INR' },
  badge: '',
};
