import type { components, Money } from '@stagedoor/sdk';

type Limits = components['schemas']['Limits'];

/** What limits of one's own leave of these coins; null where they leave all of them. */
export function leftWithin(limits: Limits, coins: Money): Money | null {
  if (limits.excludedUntil) {
    return { ...coins, amountMinor: 0 };
  }
  const left = Math.min(
    ...limits.items.flatMap(({ kind, amount, used }) =>
      kind === 'SPEND' && amount ? [amount.amountMinor - used.amountMinor] : [],
    ),
  );
  return left < coins.amountMinor ? { ...coins, amountMinor: Math.max(0, left) } : null;
}
