import { expect, it } from 'vitest';
import { answerState } from './answerState.ts';
import { answer, CASE } from './chargeback.fixture.ts';

const NOW = new Date('2026-01-06T00:00:00Z');

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
