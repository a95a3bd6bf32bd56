import type { Call, CallKind, CallView, LocalMedia, StagedoorClient } from '@stagedoor/sdk';
import { CallMedia } from './CallMedia.ts';
import {
  CALL_EVENTS,
  type CallEvent,
  type CallSession,
  isLater,
  newSession,
  reduceCall,
} from './callState.ts';
import { CallTab } from './CallTab.ts';

/** What the desk knows at a moment; a new object at every change. */
export interface DeskState {
  /** The call this person is in, or the last one until it is dismissed. */
  readonly session: CallSession | null;
  /** The booking whose other side is to come. */
  readonly waitingFor: string | null;
  /** A call that rings for this performer. */
  readonly incoming: CallView | null;
}

/**
 * The one call a person can be in: its state by the server's events, and its media. Lives above the pages, so
 * that looking at the wallet does not hang up.
 */
export class CallDesk {
  readonly #client: StagedoorClient;
  readonly #listeners = new Set<() => void>();
  #state: DeskState = { session: null, waitingFor: null, incoming: null };
  readonly #media: CallMedia;
  readonly #tab: CallTab;

  /** @param tab says whether another tab of this browser has the call */
  constructor(client: StagedoorClient, tab = new CallTab()) {
    this.#client = client;
    this.#tab = tab;
    this.#media = new CallMedia(client, (change) => this.#change(change));
    client.socket.on('ready', (welcome) => this.#onReady(welcome.activeCall, welcome.userId));
    client.socket.on('call.incoming', ({ call }) => this.#set({ incoming: call }));
    for (const name of CALL_EVENTS) {
      client.socket.on(name, (event) => this.#onEvent({ name, event } as CallEvent));
    }
    client.session.on('changed', (user) => user === null && this.#reset());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): DeskState => this.#state;

  /** Microphone and camera of the call, once they are wanted. */
  get media(): LocalMedia | null {
    return this.#media.devices;
  }

  /** The other side's picture and sound, once connecting. */
  get link(): Call | null {
    return this.#media.link;
  }

  /** Takes over devices that a preview has opened, so that nobody is asked for them twice. */
  adopt(media: LocalMedia): void {
    this.#media.adopt(media);
  }

  /** Calls under a quote. @throws SocketError PERFORMER_BUSY, INSUFFICIENT_FUNDS, QUOTE_EXPIRED, … */
  async request(quoteId: string): Promise<CallView> {
    const { call } = await this.#client.socket.request('call.request', { quoteId });
    this.#enter(call);
    return call;
  }

  /** Comes to a booked call, which begins when both have. @throws SocketError CONFLICT, VIEWER_BUSY, … */
  async joinBooking(bookingId: string, kind: CallKind): Promise<void> {
    // The devices are asked for now, not while the other side waits for a picture.
    this.#media.prepare(kind);
    this.#set({ waitingFor: bookingId });
    await this.#join(bookingId).catch((error: unknown) => {
      this.#stopWaiting();
      throw error;
    });
  }

  async leaveBooking(): Promise<void> {
    const bookingId = this.#state.waitingFor;
    if (bookingId) {
      this.#stopWaiting();
      await this.#client.socket.request('booking.leave', { bookingId });
    }
  }

  async #join(bookingId: string): Promise<void> {
    const { call } = await this.#client.socket.request('booking.join', { bookingId });
    if (call) {
      this.#set({ waitingFor: null });
      this.#enter(call);
    }
  }

  #stopWaiting(): void {
    this.#set({ waitingFor: null });
    if (!this.#media.link) {
      this.#media.close();
    }
  }

  async accept(call: CallView): Promise<void> {
    // The ringing ends at once, and the devices are asked for while the accept travels.
    this.#set({ incoming: null });
    this.#enter(call);
    const accepted = await this.#client.socket.request('call.accept', { callId: call.callId });
    this.#follow(accepted.call);
  }

  async decline(call: CallView): Promise<void> {
    this.#set({ incoming: null });
    await this.#client.socket.request('call.decline', { callId: call.callId });
  }

  async cancel(): Promise<void> {
    await this.#ask('call.cancel');
  }

  async end(): Promise<void> {
    await this.#ask('call.end');
  }

  /** Asks for the other medium. @throws SocketError CONFLICT, INSUFFICIENT_FUNDS, … */
  async requestSwitch(kind: CallKind): Promise<void> {
    await this.#switch('switch.request', kind);
  }

  /** Agrees to what the other side asks. */
  async acceptSwitch(kind: CallKind): Promise<void> {
    await this.#switch('switch.accept', kind);
  }

  /** Says no, or takes one's own question back. */
  async declineSwitch(kind: CallKind): Promise<void> {
    const callId = this.#state.session?.call.callId;
    if (callId) {
      await this.#client.socket.request('switch.decline', { callId, kind });
    }
  }

  /** Reads what became of a question. */
  forgetSwitch(): void {
    this.#change({ switchClosed: null });
  }

  async #switch(type: 'switch.request' | 'switch.accept', kind: CallKind): Promise<void> {
    const callId = this.#state.session?.call.callId;
    if (!callId) {
      return;
    }
    if (kind === 'VIDEO') {
      // The price rises when both have agreed: nobody should pay while a camera opens.
      await this.#media.openCamera();
    }
    try {
      await this.#client.socket.request(type, { callId, kind });
    } catch (error) {
      this.#media.closeCameraOfSound();
      throw error;
    }
  }

  async chat(text: string): Promise<void> {
    const callId = this.#state.session?.call.callId;
    if (callId) {
      await this.#client.socket.request('chat.send', { callId, text });
    }
  }

  /** Goes on here with a call that another tab or device has. */
  takeOver(): void {
    const session = this.#state.session;
    if (session?.taken && !session.ended) {
      this.#tab.take(session.call.callId);
      const here = { ...session, taken: false };
      this.#set({ session: here });
      this.#media.follow(here);
    }
  }

  /** Forgets a call that has ended. */
  dismiss(): void {
    this.#tab.leave();
    this.#media.close();
    this.#set({ session: null });
  }

  async #ask(type: 'call.cancel' | 'call.end'): Promise<void> {
    const callId = this.#state.session?.call.callId;
    if (callId) {
      await this.#client.socket.request(type, { callId });
    }
  }

  #onReady(activeCall: CallView | undefined, userId: string): void {
    const { session, waitingFor } = this.#state;
    if (waitingFor && activeCall?.callId === waitingFor) {
      this.#set({ waitingFor: null });
      this.#tab.take(activeCall.callId);
    } else if (waitingFor) {
      // Who is not connected is not there: this side has to come again.
      void this.#join(waitingFor).catch(() => this.#stopWaiting());
    }
    if (activeCall?.state === 'RINGING' && activeCall.performer.id === userId) {
      this.#set({ incoming: activeCall });
    } else if (activeCall && activeCall.state !== 'ENDED') {
      void this.#comeBack(activeCall);
    } else if (session && !session.ended) {
      // It ended while this side was away: the page shows its receipt from the history.
      this.dismiss();
    }
  }

  #onEvent(change: CallEvent): void {
    this.#closeIncoming(change);
    if (change.name === 'call.state' && change.event.call.callId === this.#state.waitingFor) {
      this.#set({ waitingFor: null });
      this.#enter(change.event.call);
      return;
    }
    const session = this.#state.session;
    if (!session) {
      return;
    }
    const next = reduceCall(session, change, Date.now());
    if (next !== session) {
      this.#set({ session: next });
      this.#media.follow(next);
      if (next.taken || next.ended) {
        this.#tab.leave();
      }
    }
    if (change.name === 'switch.closed') {
      this.#media.closeCameraOfSound();
    }
  }

  /** The ringing stops when the caller gives up or the time is over. */
  #closeIncoming(change: CallEvent): void {
    const incoming = this.#state.incoming;
    if (!incoming) {
      return;
    }
    const over =
      (change.name === 'call.ended' && change.event.callId === incoming.callId) ||
      (change.name === 'call.state' &&
        change.event.call.callId === incoming.callId &&
        change.event.call.state !== 'RINGING');
    if (over) {
      this.#set({ incoming: null });
    }
  }

  /** A call that this person begins or answers here. */
  #enter(call: CallView): void {
    this.#tab.take(call.callId);
    this.#follow(call);
  }

  /** A call that is on, of which this page did not know or whose news it may have missed. */
  async #comeBack(call: CallView): Promise<void> {
    const known = this.#state.session?.call.callId === call.callId;
    const free = known || (await this.#tab.takeFree(call.callId));
    this.#follow(call, !free);
  }

  /** @param taken whether another tab has the call, if it is new here */
  #follow(call: CallView, taken = false): void {
    const userId = this.#client.session.user?.id ?? '';
    const present = this.#state.session;
    const same = present?.call.callId === call.callId;
    if (!same) {
      this.#media.closeLink();
    }
    // An event may have overtaken the reply that carries this view.
    if (same && (present.ended !== null || isLater(present.call, call))) {
      return;
    }
    const session = same ? { ...present, call } : { ...newSession(call, userId), taken };
    this.#set({ session });
    this.#media.follow(session);
  }

  #reset(): void {
    this.#tab.leave();
    this.#media.close();
    this.#set({ session: null, waitingFor: null, incoming: null });
  }

  #change(change: Partial<CallSession>): void {
    const session = this.#state.session;
    if (session && !session.ended) {
      this.#set({ session: { ...session, ...change } });
    }
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
