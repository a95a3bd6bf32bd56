import type { PayoutAction, PayoutState } from '../api/types.ts';

/** What two people may say of a payout whose provider does not say it clearly: that it was paid, or not. */
export function settlementsOf(state: PayoutState, provider: string): readonly boolean[] {
  if (provider === 'bank-file') {
    // Before that, one person says of its line what the bank did.
    return state === 'CONFIRMED' ? [false] : [];
  }
  switch (state) {
    case 'SENT':
    case 'UNKNOWN':
      return [true, false];
    case 'CONFIRMED':
      return [false];
    case 'REQUESTED':
    case 'HELD':
    case 'APPROVED':
    case 'FAILED':
      return [];
  }
}

/** What can be done with a payout in each state; the server decides again. */
export function actionsOf(state: PayoutState, provider: string): readonly PayoutAction[] {
  switch (state) {
    case 'REQUESTED':
    case 'HELD':
      return ['APPROVE', 'CALL_OFF'];
    case 'APPROVED':
      return ['HOLD', 'CALL_OFF'];
    case 'SENT':
    case 'UNKNOWN':
      return provider === 'bank-file' ? ['PAID', 'RETURNED'] : ['CHECK'];
    case 'CONFIRMED':
    case 'FAILED':
      return [];
  }
}
