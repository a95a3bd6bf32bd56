import { expect, it } from 'vitest';
import type { Chargeback } from '../api/types.ts';
import { answerState } from './answerState.ts';

const NOW = new Date('2026-01-06T00:00:00Z');
const INR = { amountMinor: 9900, currency: 'INR' } as const;
const CASE: Chargeback = {
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
  respondBy: '2026-01-12T00:00:00Z',
  underReview: false,
  answerable: true,
};
const answer = (state: 'TO_SEND' | 'SENT' | 'BY_HAND') => ({
  id: CASE.id,
  state,
  text: 'It was used.',
  said: '',
  madeAt: '2026-01-05T00:00:00Z',
});

it.each([
  ['needed', {}],
  ['late', { respondBy: '2026-01-05T23:59:59Z' }],
  ['notHere', { answerable: false }],
  ['toSend', { answer: answer('TO_SEND') }],
  ['byHand', { answer: answer('BY_HAND') }],
  ['late', { answer: answer('BY_HAND'), respondBy: '2026-01-05T00:00:00Z' }],
  ['elsewhere', { underReview: true }],
  ['elsewhere', { underReview: true, answer: answer('BY_HAND') }],
  ['sent', { answer: answer('SENT') }],
  ['sent', { answer: answer('SENT'), stage: 'WON' }],
  ['closed', { stage: 'LOST' }],
  ['closed', { stage: 'LOST', answer: answer('TO_SEND') }],
] as const)('says %s for %o', (state, part) => {
  expect(answerState({ ...CASE, ...part }, NOW)).toBe(state);
});
