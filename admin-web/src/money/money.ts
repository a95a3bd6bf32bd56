/** An amount in integer minor units of its asset, as the API carries it. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** The asset that viewers buy and spend; every other asset is an ISO 4217 currency. */
export const COIN = 'COIN';

const COIN_SCALE = 3;

/** Minor units in one coin. */
export const MINOR_PER_COIN = 10 ** COIN_SCALE;

/** Decimal places of an asset: 3 for coins, else what ISO 4217 says of the currency. */
export function scaleOf(currency: string): number {
  if (currency === COIN) return COIN_SCALE;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

/**
 * The exact decimal text of an amount, for example `-12.050`. Built from digits, because dividing by a power of ten
 * would pass a ledger's figures through binary fractions.
 */
export function toDecimal({ amountMinor, currency }: Money): string {
  const scale = scaleOf(currency);
  const digits = Math.abs(amountMinor)
    .toFixed(0)
    .padStart(scale + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * The amount as a reader of `locale` writes it, all decimals shown so that a column lines up. The asset is left out:
 * a ledger column is headed by it.
 */
export function formatAmount(money: Money, locale: string): string {
  const scale = scaleOf(money.currency);
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: scale,
    maximumFractionDigits: scale,
  });
  return format.format(toDecimal(money) as Intl.StringNumericLiteral);
}

/**
 * As {@link formatAmount} with the asset's code, for amounts that stand alone: `INR 1,234.50` as in letters and on papers,
 * `1,234.500 COIN` with the decimals that a ledger counts in.
 */
export function formatMoney(money: Money, locale: string): string {
  const amount = formatAmount(money, locale);
  return money.currency === COIN ? `${amount}\u00a0${COIN}` : `${money.currency}\u00a0${amount}`;
}

/** Total of amounts in one asset; mixing assets is a bug of the caller. */
export function sum(amounts: readonly Money[], currency: string): Money {
  const amountMinor = amounts.reduce((total, amount) => {
    if (amount.currency !== currency)
      throw new Error(`cannot add ${amount.currency} to ${currency}`);
    return total + amount.amountMinor;
  }, 0);
  return { amountMinor, currency };
}
