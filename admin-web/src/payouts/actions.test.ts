import { expect, it } from 'vitest';
import { actionsOf, settlementsOf } from './actions.ts';

it.each([
  ['HELD', 'sandbox', ['APPROVE', 'CALL_OFF']],
  ['APPROVED', 'sandbox', ['HOLD', 'CALL_OFF']],
  ['UNKNOWN', 'sandbox', ['CHECK']],
  ['SENT', 'bank-file', ['PAID', 'RETURNED']],
  ['CONFIRMED', 'bank-file', []],
] as const)('offers for %s by %s: %j', (state, provider, actions) => {
  expect(actionsOf(state, provider)).toEqual(actions);
});

it.each([
  ['SENT', 'razorpayx', [true, false]],
  ['UNKNOWN', 'razorpayx', [true, false]],
  ['CONFIRMED', 'razorpayx', [false]],
  ['FAILED', 'razorpayx', []],
  ['APPROVED', 'razorpayx', []],
  ['SENT', 'bank-file', []],
  ['CONFIRMED', 'bank-file', [false]],
] as const)('lets people say of %s by %s: %j', (state, provider, settlements) => {
  expect(settlementsOf(state, provider)).toEqual(settlements);
});
