import type { Money } from '@stagedoor/sdk';

/** How much is made of a tip. */
export type TipSize = 'small' | 'medium' | 'large' | 'luxury';

const MINOR_PER_COIN = 1_000;

/** What each size begins at, in coins, the largest first. */
const SIZES: readonly (readonly [TipSize, number])[] = [
  ['luxury', 1_000],
  ['large', 200],
  ['medium', 50],
];

export function tipSize({ amountMinor }: Money): TipSize {
  return SIZES.find(([, coins]) => amountMinor >= coins * MINOR_PER_COIN)?.[0] ?? 'small';
}
