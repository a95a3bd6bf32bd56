import type { Chargeback } from '../api/types.ts';

const INR = { amountMinor: 9900, currency: 'INR' } as const;

/** A case that a bank has opened and that somebody may still answer. */
export const CASE: Chargeback = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c23',
  provider: 'stripe',
  reference: 'dp_1',
  orderId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06',
  userId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01',
  stage: 'OPENED',
  disputed: INR,
  fee: INR,
  coins: INR,
  clawed: INR,
  debt: INR,
  loss: INR,
  openedAt: '2026-01-05T00:00:00Z',
  respondBy: '2999-01-12T00:00:00Z',
  underReview: false,
  answerable: true,
};

/** What was written for it, on its way or there. */
export const answer = (state: 'TO_SEND' | 'SENT' | 'BY_HAND') => ({
  id: CASE.id,
  state,
  text: 'It was used.\n\nCase: dp_1',
  said: state === 'BY_HAND' ? 'The case is closed' : '',
  madeAt: '2026-01-05T00:00:00Z',
});
