import type { Chargeback } from '../api/types.ts';

/** Where a case stands between the house and the bank. */
export type AnswerState =
  'needed' | 'late' | 'toSend' | 'sent' | 'elsewhere' | 'byHand' | 'notHere' | 'closed';

/** What is to be shown of a case at a moment. */
export function answerState(chargeback: Chargeback, now: Date): AnswerState {
  const { stage, answer, underReview, respondBy, answerable } = chargeback;
  if (answer?.state === 'SENT') {
    return 'sent';
  }
  if (stage !== 'OPENED') {
    return 'closed';
  }
  if (answer?.state === 'TO_SEND') {
    return 'toSend';
  }
  if (underReview) {
    return 'elsewhere';
  }
  if (respondBy !== undefined && new Date(respondBy) < now) {
    return 'late';
  }
  if (answer?.state === 'BY_HAND') {
    return 'byHand';
  }
  return answerable ? 'needed' : 'notHere';
}
