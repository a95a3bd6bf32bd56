import type { CoinPackage } from '@stagedoor/sdk';

/**
 * Three packages for a purchase in a hurry: the cheapest, a larger one and the one with a badge between, or
 * simply the first three if there are no more. The list comes cheapest first.
 */
export function quickBuys(packages: readonly CoinPackage[]): readonly CoinPackage[] {
  if (packages.length <= 3) {
    return packages;
  }
  const badged = packages.findIndex((offer, index) => index > 0 && offer.badge !== '');
  const middle = badged > 0 ? badged : 1;
  const last = middle + 1 < packages.length ? middle + 1 : middle - 1;
  return [...new Set([0, middle, last])]
    .sort((a, b) => a - b)
    .flatMap((index) => packages[index] ?? []);
}
