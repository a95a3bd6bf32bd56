import {
  MediaError,
  type Problem,
  ProblemError,
  SocketError,
  UnreachableError,
} from '@stagedoor/sdk';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from '../i18n/en.json';
import { explain, fieldProblems } from './problems.ts';

const intl = createIntl({ locale: 'en', messages: en });

function problem(code: string, errors?: Problem['errors']): ProblemError {
  const rest = { type: 'about:blank', title: '', status: 400, instance: '/' };
  return new ProblemError({
    ...rest,
    code,
    detail: 'What the server says.',
    ...(errors && { errors }),
  });
}

describe('an error in words', () => {
  it.each<[string, unknown, string]>([
    ['a code we know', problem('EMAIL_TAKEN'), en['problem.emailTaken']],
    ['a code we do not know', problem('ODD_MOON'), 'What the server says.'],
    [
      'fields that break the contract',
      problem('INVALID_REQUEST', [{ pointer: '#/x', detail: 'Too large.' }]),
      en['problem.invalidFields'],
    ],
    ['what is no field', problem('INVALID_REQUEST'), 'What the server says.'],
    ['the socket', new SocketError('PERFORMER_BUSY', ''), en['problem.performerBusy']],
    ['no answer', new UnreachableError(null), en['problem.unreachable']],
    ['a device', new MediaError('video', 'DENIED', null), en['media.video.DENIED']],
    ['a bug', new TypeError('x is not a function'), en['problem.internal']],
  ])('says %s', (_, error, words) => {
    expect(explain(intl, error)).toBe(words);
  });

  it('gives each sentence to its field', () => {
    const error = problem('INVALID_REQUEST', [
      { pointer: '#/email', detail: 'Not an address.' },
      { pointer: 'query/limit', detail: 'Too many.' },
    ]);
    expect(fieldProblems(error)).toEqual({
      email: 'Not an address.',
      'query/limit': 'Too many.',
    });
  });
});
