import { expect, it } from 'vitest';
import { leftWithin } from './ownLimit.ts';

const coins = (whole: number) => ({ amountMinor: whole * 1000, currency: 'COIN' as const });
const spend = (most: number, used: number) => ({
  kind: 'SPEND' as const,
  period: 'DAY' as const,
  amount: coins(most),
  used: coins(used),
});

it.each([
  ['no limit', [], null],
  ['more left than there is', [spend(100, 40)], null],
  ['just what there is left', [spend(90, 40)], null],
  ['less left than there is', [spend(60, 40)], coins(20)],
  ['the tightest of several', [spend(80, 40), spend(50, 45)], coins(5)],
  ['more spent than is allowed by now', [spend(10, 40)], coins(0)],
  ['a limit that ends', [{ kind: 'SPEND' as const, period: 'DAY' as const, used: coins(9) }], null],
  ['a limit of what is bought', [{ ...spend(1, 1), kind: 'BUY' as const }], null],
])('leaves of 50 coins with %s', (_, items, left) => {
  expect(leftWithin({ items }, coins(50))).toEqual(left);
});

it('leaves nothing to those who have shut themselves out', () => {
  expect(leftWithin({ items: [], excludedUntil: '2026-12-01T00:00:00Z' }, coins(50))).toEqual(
    coins(0),
  );
});
