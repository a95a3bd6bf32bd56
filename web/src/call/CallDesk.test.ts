import type { CallView, ServerEvents, StagedoorClient } from '@stagedoor/sdk';
import { expect, it } from 'vitest';
import { CallDesk } from './CallDesk.ts';
import { CallTab } from './CallTab.ts';

const coins = (whole: number) => ({ amountMinor: whole * 1_000, currency: 'COIN' }) as const;

/** It rings, so that no media is wanted yet. */
const CALL: CallView = {
  callId: 'c1',
  state: 'RINGING',
  kind: 'VIDEO',
  booked: false,
  increment: 'MINUTE',
  perMinute: coins(20),
  viewer: { id: 'v1', displayName: 'Asha' },
  performer: { id: 'p1', displayName: 'Meera' },
  createdAt: '2026-01-05T10:15:30Z',
  deliveredMs: 0,
  charged: coins(0),
};

/** The locks that all tabs of a browser share, as far as a call needs them (https://w3c.github.io/web-locks). */
class Locks {
  #refuse: (() => void) | null = null;

  request(_name: string, how: LockOptions, use: (lock: Lock | null) => Promise<void>) {
    if (this.#refuse && !how.steal) {
      return use(null);
    }
    this.#refuse?.();
    return new Promise<void>((resolve, reject) => {
      const refuse = () => reject(new DOMException('taken', 'AbortError'));
      this.#refuse = refuse;
      void use({ name: _name, mode: 'exclusive' }).then(() => {
        this.#refuse = this.#refuse === refuse ? null : this.#refuse;
        resolve();
      });
    });
  }
}

/** A page of this viewer's, whose server answers every request with the call. */
function tab(locks: Locks) {
  const heard = new Map<string, (event: unknown) => void>();
  const client = {
    socket: {
      on: (name: string, listen: (event: unknown) => void) => heard.set(name, listen),
      request: () => Promise.resolve({ call: CALL }),
    },
    session: { on: () => undefined, user: { id: 'v1' } },
  };
  const desk = new CallDesk(
    client as unknown as StagedoorClient,
    new CallTab(locks as unknown as LockManager),
  );
  return {
    desk,
    hear: <Name extends keyof ServerEvents>(name: Name, event: Partial<ServerEvents[Name]>) =>
      heard.get(name)?.(event),
    /** Connects and hears of the call. */
    open: async () => {
      heard.get('ready')?.({ userId: 'v1', activeCall: CALL });
      await new Promise((wake) => queueMicrotask(() => queueMicrotask(() => wake(undefined))));
      await Promise.resolve();
      return desk.getState().session;
    },
  };
}

it('leaves a call to the tab that has it', async () => {
  const locks = new Locks();
  const first = tab(locks);
  await first.desk.request('q1');
  expect((await tab(locks).open())?.taken).toBe(true);
  expect(first.desk.getState().session?.taken).toBe(false);
});

it('goes on with a call that no tab has any more', async () => {
  const locks = new Locks();
  const first = tab(locks);
  await first.desk.request('q1');
  first.desk.dismiss();
  await Promise.resolve();
  expect((await tab(locks).open())?.taken).toBe(false);
});

it('takes it over when asked to', async () => {
  const locks = new Locks();
  const first = tab(locks);
  await first.desk.request('q1');
  const second = tab(locks);
  await second.open();
  second.desk.takeOver();
  expect(second.desk.getState().session?.taken).toBe(false);
  first.hear('call.taken', { callId: 'c1' });
  expect(first.desk.getState().session?.taken).toBe(true);
  expect((await tab(locks).open())?.taken).toBe(true);
});

it('does not take it back from another device by connecting again', async () => {
  const first = tab(new Locks());
  await first.desk.request('q1');
  first.hear('call.taken', { callId: 'c1' });
  expect((await first.open())?.taken).toBe(true);
});
