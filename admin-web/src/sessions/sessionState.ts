import type { Tone } from '@stagedoor/design';

/** States of metering that this console knows, in the order of a session's life. */
export const SESSION_STATES = [
  'HELD',
  'ACTIVE',
  'SETTLED',
  'CANCELLED',
  'MISSED',
  'REJECTED',
  'FAILED',
] as const;

export type SessionState = (typeof SESSION_STATES)[number];

const TONES: Record<SessionState, Tone> = {
  HELD: 'info',
  ACTIVE: 'success',
  SETTLED: 'neutral',
  CANCELLED: 'neutral',
  MISSED: 'neutral',
  REJECTED: 'neutral',
  FAILED: 'danger',
};

export function isSessionState(state: string): state is SessionState {
  return Object.hasOwn(TONES, state);
}

export function toneOf(state: string): Tone {
  return isSessionState(state) ? TONES[state] : 'neutral';
}

/** Whether nothing of a session in this state can change any more. */
export function isTerminal(state: string): boolean {
  return state !== 'HELD' && state !== 'ACTIVE';
}
