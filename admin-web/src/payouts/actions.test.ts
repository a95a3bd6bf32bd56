import { expect, it } from 'vitest';
import { actionsOf } from './actions.ts';

it.each([
  ['HELD', 'sandbox', ['APPROVE', 'CALL_OFF']],
  ['APPROVED', 'sandbox', ['HOLD', 'CALL_OFF']],
  ['UNKNOWN', 'sandbox', ['CHECK']],
  ['SENT', 'bank-file', ['PAID', 'RETURNED']],
  ['CONFIRMED', 'bank-file', []],
] as const)('offers for %s by %s: %j', (state, provider, actions) => {
  expect(actionsOf(state, provider)).toEqual(actions);
});
