import type { components } from './generated/openapi.ts';

/** An amount in integer minor units of its currency. */
export type Money = components['schemas']['Money'];
export type Currency = Money['currency'];

/** Digits after the point: one coin is 1000 minor units, one rupee or dollar 100. */
const SCALE: Readonly<Record<Currency, number>> = { COIN: 3, INR: 2, USD: 2 };

/** The digits after the point of a currency's minor unit. */
export function scaleOf(currency: Currency): number {
  return SCALE[currency];
}

/** The amount in major units, for showing only: sums are made of `amountMinor`. */
export function toMajor(money: Money): number {
  return money.amountMinor / 10 ** SCALE[money.currency];
}

/** Coins to {@link Money}; fractions below a thousandth are rounded to the nearest. */
export function coins(amount: number): Money {
  return { amountMinor: Math.round(amount * 10 ** SCALE.COIN), currency: 'COIN' };
}
