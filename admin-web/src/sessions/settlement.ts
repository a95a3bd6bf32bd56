import type { LedgerTransfer, MeteredSession } from '../api/types.ts';
import { COIN, type Money } from '../money/money.ts';
import { capturedSeries } from './meterSeries.ts';

/** What a session cost and paid, read from its transfers rather than from the session's own figures. */
export interface Settlement {
  /** Coins taken for time, after any that were given back. */
  readonly charged: Money;
  /** Coins taken for time and given back, when a node's death had charged more than it delivered. */
  readonly refunded: Money;
  readonly tips: Money;
  /** What the performer got, tips included, in each payout currency. */
  readonly earned: readonly Money[];
  /** Held coins that are neither captured nor released: none once the session is settled. */
  readonly stillHeld: Money;
}

const PERFORMER_CODES = ['C1', 'C2'];

/** Reads the settlement from the session and all transfers that name it. */
export function settlementOf(
  session: MeteredSession,
  transfers: readonly LedgerTransfer[],
): Settlement {
  const { held, captured, released } = session;
  const charged = capturedSeries(transfers, session.createdAt).at(-1)?.value ?? 0;
  const tips = transfers.filter(({ code }) => code === 'TIP');
  return {
    charged: coins(charged),
    refunded: coins(captured.amountMinor - charged),
    tips: coins(total(tips, ['P2'], COIN)),
    earned: payoutCurrencies(transfers).map((currency) => ({
      amountMinor: total(transfers, PERFORMER_CODES, currency),
      currency,
    })),
    stillHeld: coins(held.amountMinor - captured.amountMinor - released.amountMinor),
  };
}

function coins(amountMinor: number): Money {
  return { amountMinor, currency: COIN };
}

function payoutCurrencies(transfers: readonly LedgerTransfer[]): string[] {
  const credited = entriesOf(transfers).filter(({ code }) => PERFORMER_CODES.includes(code));
  return [...new Set(credited.map(({ amount }) => amount.currency))];
}

function total(transfers: readonly LedgerTransfer[], codes: string[], currency: string): number {
  return entriesOf(transfers)
    .filter(({ code, amount }) => codes.includes(code) && amount.currency === currency)
    .reduce((sum, { amount }) => sum + amount.amountMinor, 0);
}

function entriesOf(transfers: readonly LedgerTransfer[]) {
  return transfers.flatMap(({ entries }) => entries);
}
