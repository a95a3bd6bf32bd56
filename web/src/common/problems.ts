import { MediaError, ProblemError, SocketError, UnreachableError } from '@stagedoor/sdk';
import type { IntlShape } from 'react-intl';
import type { MessageId } from '../i18n/Messages.tsx';

/** What we say ourselves about the server's codes; for the others its `detail` is shown. */
const BY_CODE: Readonly<Record<string, MessageId>> = {
  WRONG_CREDENTIALS: 'problem.wrongCredentials',
  EMAIL_TAKEN: 'problem.emailTaken',
  RATE_LIMITED: 'problem.rateLimited',
  SELF_CALL: 'problem.selfCall',
  PERFORMER_OFFLINE: 'problem.performerOffline',
  PERFORMER_BUSY: 'problem.performerBusy',
  VIEWER_BUSY: 'problem.viewerBusy',
  INSUFFICIENT_FUNDS: 'problem.insufficientFunds',
  QUOTE_EXPIRED: 'problem.quoteExpired',
  CALL_NOT_FOUND: 'problem.callNotFound',
  CONNECTION_LOST: 'problem.connectionLost',
  TIMEOUT: 'problem.connectionLost',
  TICKET_REQUIRED: 'problem.ticketRequired',
  SHOW_OVER: 'problem.showOver',
  UNAVAILABLE: 'problem.unavailable',
  INTERNAL: 'problem.internal',
};

/** An error as one sentence for the person in front of the screen. */
export function explain(intl: IntlShape, error: unknown): string {
  if (error instanceof UnreachableError) {
    return intl.formatMessage({ id: 'problem.unreachable' });
  }
  if (error instanceof MediaError) {
    return intl.formatMessage({ id: `media.${error.kind}.${error.problem}` });
  }
  if (error instanceof ProblemError || error instanceof SocketError) {
    const id = BY_CODE[error.code];
    if (id) {
      return intl.formatMessage({ id });
    }
    // Its detail is for those who write programs.
    if (error instanceof ProblemError && error.code === 'INVALID_REQUEST' && error.problem.errors) {
      return intl.formatMessage({ id: 'problem.invalidFields' });
    }
    return error instanceof ProblemError ? error.problem.detail : error.message;
  }
  return intl.formatMessage({ id: 'problem.internal' });
}

/** Whether the password was right, and a code is wanted beside it. */
export function asksForFactor(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'SECOND_FACTOR_NEEDED';
}

/** The server's sentences about single fields of a form, by field name (`#/email` → `email`). */
export function fieldProblems(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ProblemError)) {
    return {};
  }
  const items = error.problem.errors ?? [];
  return Object.fromEntries(items.map((item) => [item.pointer.replace(/^#?\//, ''), item.detail]));
}
