import type { PayoutAction, PayoutState } from '../api/types.ts';

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
