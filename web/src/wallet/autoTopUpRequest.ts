import { coins, type CoinPackage, type components, type Money } from '@stagedoor/sdk';
import { parseCoins } from '../common/parseCoins.ts';

export type TopUpRequest = components['schemas']['AutoTopUpRequest'];

/** What the viewer has typed and chosen so far. */
export interface TopUpChoice {
  readonly offer: CoinPackage | undefined;
  readonly threshold: string;
  readonly times: string;
  readonly period: TopUpRequest['period'];
  readonly agreed: boolean;
}

/** All coins that a package gives. */
export function coinsOf({ paidCoins, bonusCoins }: CoinPackage): Money {
  return { ...paidCoins, amountMinor: paidCoins.amountMinor + bonusCoins.amountMinor };
}

/** What the package costs so many times; null until both are known. */
export function capOf({ offer, times }: TopUpChoice): Money | null {
  return offer && /^\s*[1-9]\d?\s*$/.test(times)
    ? { ...offer.price, amountMinor: offer.price.amountMinor * Number(times) }
    : null;
}

/** What is sent; null while something is missing, or the viewer has not agreed. */
export function autoTopUpRequest(choice: TopUpChoice): TopUpRequest | null {
  const { offer, threshold, period, agreed } = choice;
  const cap = capOf(choice);
  const amount = parseCoins(threshold);
  if (!offer || !cap || amount === null || !agreed) {
    return null;
  }
  return {
    threshold: { amountMinor: coins(amount).amountMinor, currency: 'COIN' },
    packageId: offer.id,
    cap: {
      amountMinor: cap.amountMinor,
      currency: cap.currency as TopUpRequest['cap']['currency'],
    },
    period,
    agreed: true,
  };
}
