import type {
  CallEnded,
  CallMeter,
  CallView,
  ChatMessage,
  LinkState,
  MediaError,
  PauseReason,
  Quality,
  ServerEvents,
  SwitchClosed,
  TipReceived,
} from '@stagedoor/sdk';

export type Side = 'VIEWER' | 'PERFORMER';

/** Why the call stands still, and the moment at which the server will end it. */
export interface Pause {
  readonly reason: PauseReason;
  readonly endsAtMs: number;
}

export interface Warning {
  readonly level: 'LOW' | 'FINAL';
  readonly remainingMs: number;
}

/** Everything the pages show of the call this person is in. */
export interface CallSession {
  readonly call: CallView;
  readonly side: Side;
  readonly meter: CallMeter | null;
  /** Local time at which the meter came, to run the clock on between two of them. */
  readonly meterAtMs: number;
  readonly warning: Warning | null;
  readonly pause: Pause | null;
  readonly chat: readonly ChatMessage[];
  readonly tips: readonly TipReceived[];
  /** What the other side has switched on. */
  readonly remote: { readonly audio: boolean; readonly video: boolean };
  readonly link: LinkState;
  readonly quality: Quality | null;
  /** A device this side could not open. */
  readonly mediaProblem: MediaError | null;
  /** Why the call was not switched, until it is read. */
  readonly switchClosed: SwitchClosed | null;
  readonly ended: CallEnded | null;
  /** Another tab or device of the same person has the call. */
  readonly taken: boolean;
}

/** The server's events that concern a call. */
export const CALL_EVENTS = [
  'call.state',
  'call.taken',
  'call.meter',
  'call.warning',
  'call.paused',
  'call.resumed',
  'switch.closed',
  'call.ended',
  'chat.message',
  'tip.received',
  'media.state',
] as const;

type CallEventName = (typeof CALL_EVENTS)[number];

export type CallEvent = {
  [Name in CallEventName]: { readonly name: Name; readonly event: ServerEvents[Name] };
}[CallEventName];

export function newSession(call: CallView, userId: string): CallSession {
  return {
    call,
    side: call.performer.id === userId ? 'PERFORMER' : 'VIEWER',
    meter: null,
    meterAtMs: 0,
    warning: null,
    pause: null,
    chat: [],
    tips: [],
    remote: { audio: true, video: call.kind === 'VIDEO' },
    link: 'NEW',
    quality: null,
    mediaProblem: null,
    switchClosed: null,
    ended: null,
    taken: false,
  };
}

/** The session after an event. Events of other calls change nothing. */
export function reduceCall(session: CallSession, change: CallEvent, nowMs: number): CallSession {
  if (callIdOf(change) !== session.call.callId) {
    return session;
  }
  switch (change.name) {
    case 'call.state':
      return onState(session, change.event.call);
    case 'switch.closed':
      return { ...session, switchClosed: change.event };
    case 'call.taken':
      return { ...session, taken: true };
    case 'call.meter':
      return onMeter(session, change.event, nowMs);
    case 'call.warning':
      return { ...session, warning: change.event };
    case 'call.paused': {
      const { reason, untilMs } = change.event;
      return { ...session, pause: { reason, endsAtMs: nowMs + untilMs } };
    }
    case 'call.resumed':
      return { ...session, pause: null };
    case 'call.ended':
      return { ...session, ended: change.event, pause: null, warning: null };
    case 'chat.message':
      return { ...session, chat: [...session.chat, change.event] };
    case 'tip.received':
      return { ...session, tips: [...session.tips, change.event] };
    case 'media.state':
      return onMediaState(session, change.event);
  }
}

function onState(session: CallSession, call: CallView): CallSession {
  const news = call.switchRequest !== undefined || call.kind !== session.call.kind;
  return { ...session, call, switchClosed: news ? null : session.switchClosed };
}

function onMeter(session: CallSession, meter: CallMeter, nowMs: number): CallSession {
  // Coins came in: the warning has been answered.
  const answered = meter.funding === 'FUNDED';
  return { ...session, meter, meterAtMs: nowMs, warning: answered ? null : session.warning };
}

function onMediaState(session: CallSession, event: ServerEvents['media.state']): CallSession {
  const other = session.side === 'VIEWER' ? session.call.performer : session.call.viewer;
  if (event.userId !== other.id) {
    return session;
  }
  return { ...session, remote: { audio: event.audio, video: event.video } };
}

function callIdOf(change: CallEvent): string | undefined {
  return change.name === 'call.state' ? change.event.call.callId : change.event.callId;
}

const ORDER = ['REQUESTED', 'RINGING', 'CONNECTING', 'ACTIVE', 'ENDED'];

/** Whether one view of a call is of a later moment than another. */
export function isLater(view: CallView, other: CallView): boolean {
  return ORDER.indexOf(view.state) > ORDER.indexOf(other.state);
}
