import type { CallView } from '@stagedoor/sdk';
import { describe, expect, it } from 'vitest';
import { type CallEvent, type CallSession, newSession, reduceCall } from './callState.ts';

const CALL: CallView = {
  callId: 'call-1',
  state: 'ACTIVE',
  kind: 'VIDEO',
  booked: false,
  increment: 'MINUTE',
  perMinute: { amountMinor: 20_000, currency: 'COIN' },
  viewer: { id: 'viewer-1', displayName: 'Asha' },
  performer: { id: 'performer-1', displayName: 'Meera' },
  createdAt: '2026-01-05T10:15:30Z',
  deliveredMs: 0,
  charged: { amountMinor: 0, currency: 'COIN' },
};
const NOW_MS = 1_000_000;

function after(changes: readonly CallEvent[], userId = 'viewer-1'): CallSession {
  return changes.reduce(
    (session, change) => reduceCall(session, change, NOW_MS),
    newSession(CALL, userId),
  );
}

function meter(funding: 'FUNDED' | 'LOW', callId = 'call-1'): CallEvent {
  const event = { callId, deliveredMs: 61_000, charged: CALL.perMinute, funding, flowing: true };
  return { name: 'call.meter', event };
}

const WARNED: CallEvent = {
  name: 'call.warning',
  event: { callId: 'call-1', level: 'LOW', remainingMs: 118_000 },
};

describe('a call as the pages see it', () => {
  it.each([
    ['viewer-1', 'VIEWER'],
    ['performer-1', 'PERFORMER'],
  ])('puts %s on the side of the %s', (userId, side) => {
    expect(newSession(CALL, userId).side).toBe(side);
  });

  it('takes the figures of the meter, and when they came', () => {
    expect(after([meter('FUNDED')])).toMatchObject({
      meter: { deliveredMs: 61_000 },
      meterAtMs: NOW_MS,
    });
  });

  it('keeps the warning while coins are low', () => {
    expect(after([WARNED, meter('LOW')]).warning?.level).toBe('LOW');
  });

  it('forgets the warning after a top-up', () => {
    expect(after([WARNED, meter('FUNDED')]).warning).toBeNull();
  });

  it('knows when a pause will end the call', () => {
    const paused: CallEvent = {
      name: 'call.paused',
      event: { callId: 'call-1', reason: 'RECONNECTING', untilMs: 30_000 },
    };
    expect(after([paused]).pause).toEqual({ reason: 'RECONNECTING', endsAtMs: NOW_MS + 30_000 });
    const resumed: CallEvent = { name: 'call.resumed', event: { callId: 'call-1' } };
    expect(after([paused, resumed]).pause).toBeNull();
  });

  it('shows what the other side switched off, not the echo of its own', () => {
    const off = (userId: string): CallEvent => ({
      name: 'media.state',
      event: { callId: 'call-1', userId, audio: false, video: false },
    });
    expect(after([off('performer-1')]).remote).toEqual({ audio: false, video: false });
    expect(after([off('viewer-1')]).remote).toEqual({ audio: true, video: true });
  });

  it('says why it was not switched until somebody asks again or it is', () => {
    const closed: CallEvent = {
      name: 'switch.closed',
      event: { callId: 'call-1', fromUserId: 'viewer-1', kind: 'AUDIO', outcome: 'DECLINED' },
    };
    const state = (change: Partial<CallView>): CallEvent => ({
      name: 'call.state',
      event: { call: { ...CALL, ...change } },
    });
    expect(after([closed, state({})]).switchClosed).toEqual(closed.event);
    expect(after([closed, state({ kind: 'AUDIO' })]).switchClosed).toBeNull();
    const switchRequest = {
      fromUserId: 'viewer-1',
      kind: 'AUDIO',
      perMinute: CALL.perMinute,
      until: '2026-01-05T10:16:30Z',
    } as const;
    expect(after([closed, state({ switchRequest })]).switchClosed).toBeNull();
  });

  it('has no warning and no pause once it is over', () => {
    const ended: CallEvent = {
      name: 'call.ended',
      event: { callId: 'call-1', outcome: 'COMPLETED', reason: 'HANG_UP' },
    };
    expect(after([WARNED, ended])).toMatchObject({
      warning: null,
      pause: null,
      ended: ended.event,
    });
  });

  it('ignores events of another call', () => {
    const before = newSession(CALL, 'viewer-1');
    expect(reduceCall(before, meter('FUNDED', 'call-2'), NOW_MS)).toBe(before);
  });
});
