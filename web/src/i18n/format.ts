import { type Money, toMajor } from '@stagedoor/sdk';
import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';

/** Coins to the hundredth that is wholly there: nobody should be shown 101 and be refused what costs 101. */
function coinsThere({ amountMinor }: Money): number {
  return (Math.trunc(amountMinor / 10) || 0) / 100;
}

/** Money in the reader's form: `₹1,23,456.00`; coins as a plain number, because their sign is a picture. */
export function formatAmount(intl: IntlShape, money: Money): string {
  return money.currency === 'COIN'
    ? intl.formatNumber(coinsThere(money), { maximumFractionDigits: 2 })
    : intl.formatNumber(toMajor(money), {
        style: 'currency',
        currency: money.currency,
        currencyDisplay: 'narrowSymbol',
      });
}

/** What one coin costs in a package; a coin of about a cent has two more places, or all packages would look alike. */
export function formatUnitPrice(intl: IntlShape, price: Money, coins: Money): string {
  const each = toMajor(price) / toMajor(coins);
  return intl.formatNumber(each, {
    style: 'currency',
    currency: price.currency,
    currencyDisplay: 'narrowSymbol',
    ...(each < 0.1 && { maximumFractionDigits: 4 }),
  });
}

/** Money as it is read aloud or stands in a sentence: `80 coins`, `₹80.00`. */
export function formatMoney(intl: IntlShape, money: Money): string {
  return money.currency === 'COIN'
    ? intl.formatMessage({ id: 'money.coins' }, { amount: coinsThere(money) })
    : formatAmount(intl, money);
}

/** Milliseconds as a clock: `4:05`, `1:02:33`. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? [hours, ...parts].join(':') : parts.join(':').replace(/^0(?=\d:)/, '');
}

/** Milliseconds in words for sentences: `4 min 5 s`. */
export function formatDuration(intl: IntlShape, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return intl.formatMessage(
    { id: 'time.duration' },
    { minutes: Math.floor(seconds / 60), seconds: seconds % 60 },
  );
}

/** The formats above, bound to the reader. */
export function useFormat() {
  const intl = useIntl();
  return useMemo(
    () => ({
      amount: (money: Money) => formatAmount(intl, money),
      money: (money: Money) => formatMoney(intl, money),
      unitPrice: (price: Money, coins: Money) => formatUnitPrice(intl, price, coins),
      duration: (ms: number) => formatDuration(intl, ms),
      dateTime: (instant: string) =>
        intl.formatDate(instant, { dateStyle: 'medium', timeStyle: 'short' }),
      day: (instant: string) => intl.formatDate(instant, { dateStyle: 'medium' }),
    }),
    [intl],
  );
}
