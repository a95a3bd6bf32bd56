import type { Money } from '../money.ts';
import type {
  CallKind,
  CallOutcome,
  CallState,
  GiftItem,
  GivenGift,
  Increment,
  Person,
  Presence,
  Receipt,
  Wallet,
} from '../rest/schemas.ts';

/** The WebSocket subprotocol; see docs/protocol.md. */
export const SUBPROTOCOL = 'stagedoor.v1';

/** A call as both sides see it. */
export interface CallView {
  readonly callId: string;
  readonly state: CallState;
  readonly kind: CallKind;
  /** Agreed beforehand: its time and price are fixed, and no coins are added to it. */
  readonly booked: boolean;
  readonly increment: Increment;
  /** The rate of what it carries now. */
  readonly perMinute: Money;
  /** The rate of the other medium; absent where the call stays what it is. */
  readonly otherPerMinute?: Money;
  /** Only while the other side is asked. */
  readonly switchRequest?: SwitchRequest;
  readonly viewer: Person;
  readonly performer: Person;
  readonly createdAt: string;
  /** Only while it rings. */
  readonly ringUntil?: string;
  /** When media first flowed both ways. */
  readonly activeSince?: string;
  readonly deliveredMs: number;
  readonly charged: Money;
  /** Only when it has ended. */
  readonly outcome?: CallOutcome;
}

/** One of the two would rather have the other medium. */
export interface SwitchRequest {
  readonly fromUserId: string;
  readonly kind: CallKind;
  /** What a minute costs from then on. */
  readonly perMinute: Money;
  readonly until: string;
}

/** A receipt as one side may see it: `charged` in the viewer's copy, `earned` in the performer's. */
export type ReceiptView = Omit<Receipt, 'viewerId' | 'performerId'>;

export type Funding = 'FUNDED' | 'LOW' | 'FINAL' | 'EXHAUSTED';
export type PauseReason = 'INSUFFICIENT_FUNDS' | 'RECONNECTING';

/** Requests by type: the fields a client sends and the result of the reply. */
export interface Requests {
  hello: {
    fields: { token: string; resume?: { sessionId: string; lastSeq: number } };
    result: Welcome;
  };
  'token.renew': { fields: { token: string }; result: object };
  'presence.set': { fields: { status: Exclude<Presence, 'BUSY'> }; result: object };
  'presence.watch': {
    fields: object;
    result: { performers?: readonly PresenceChanged[] };
  };
  'call.request': { fields: { quoteId: string }; result: { call: CallView } };
  /** The call if the other waits already; otherwise it begins with `call.state`. */
  'booking.join': { fields: { bookingId: string }; result: { call?: CallView } };
  'booking.leave': { fields: { bookingId: string }; result: object };
  'call.accept': { fields: { callId: string }; result: { call: CallView } };
  'call.decline': { fields: { callId: string }; result: { call: CallView } };
  'call.cancel': { fields: { callId: string }; result: { call: CallView } };
  'call.end': { fields: { callId: string }; result: { call: CallView } };
  /** Asks the other side; without a picture and at no higher price it is done at once. */
  'switch.request': { fields: { callId: string; kind: CallKind }; result: object };
  'switch.accept': { fields: { callId: string; kind: CallKind }; result: object };
  'switch.decline': { fields: { callId: string; kind: CallKind }; result: object };
  'media.offer': { fields: { callId: string; sdp: string }; result: { sdp: string } };
  'media.state': { fields: { callId: string; audio: boolean; video: boolean }; result: object };
  'tip.send': { fields: Tip; result: { available: Money } };
  'chat.send': { fields: { callId: string; text: string }; result: object };
}

export type RequestType = keyof Requests;

/** The reply to hello; after `resumed: true` the missed events follow. */
export interface Welcome {
  readonly sessionId: string;
  readonly userId: string;
  readonly resumed: boolean;
  readonly activeCall?: CallView;
}

/** `tipId` is chosen by the client: the same tip sent again counts once. */
export interface Tip {
  readonly tipId: string;
  readonly performerId: string;
  readonly callId?: string;
  /** The show before whose audience it is given. */
  readonly eventId?: string;
  readonly amount: Money;
  readonly message: string;
  readonly anonymous: boolean;
  /** The message is for the performer alone. */
  readonly privateMessage?: boolean;
}

export interface PresenceChanged {
  readonly performerId: string;
  readonly presence: Presence;
}

export interface CallMeter {
  readonly callId: string;
  readonly deliveredMs: number;
  readonly charged: Money;
  readonly spendable?: Money;
  readonly remainingMs?: number;
  readonly earned?: Money;
  readonly funding: Funding;
  readonly flowing: boolean;
}

/** The call goes on as it is. */
export interface SwitchClosed {
  readonly callId: string;
  readonly fromUserId: string;
  readonly kind: CallKind;
  readonly outcome: 'DECLINED' | 'WITHDRAWN' | 'EXPIRED' | 'INSUFFICIENT_FUNDS' | 'FAILED';
}

export interface CallEnded {
  readonly callId: string;
  readonly outcome: CallOutcome;
  readonly reason: Receipt['reason'];
  readonly receipt?: ReceiptView;
}

export interface TipReceived {
  readonly tipId: string;
  readonly callId?: string;
  /** The show it was given in; everybody who is there is told. */
  readonly eventId?: string;
  readonly fromName?: string;
  readonly amount: Money;
  readonly message: string;
  /** There is a message for the performer alone; all other copies come without it. */
  readonly privateMessage?: true;
  /** What was given; absent for plain coins. */
  readonly gift?: GivenGift & Pick<GiftItem, 'symbol' | 'category' | 'animation'>;
}

export interface ChatMessage {
  readonly callId: string;
  readonly fromUserId: string;
  readonly text: string;
  readonly at: string;
}

/** Events by type, as the server sends them unasked. */
export interface ServerEvents {
  'token.expiring': { readonly inSeconds: number };
  /** Nothing new begins; the server stops within this time, and another or the same one answers soon after. */
  'server.draining': { readonly inSeconds: number };
  'presence.changed': PresenceChanged;
  'call.incoming': { readonly call: CallView };
  'call.state': { readonly call: CallView };
  'call.taken': { readonly callId: string };
  'media.state': {
    readonly callId: string;
    readonly userId: string;
    readonly audio: boolean;
    readonly video: boolean;
  };
  'call.meter': CallMeter;
  'call.warning': {
    readonly callId: string;
    readonly level: 'LOW' | 'FINAL';
    readonly remainingMs: number;
  };
  'call.paused': {
    readonly callId: string;
    readonly reason: PauseReason;
    /** Milliseconds until the call is ended. */
    readonly untilMs: number;
  };
  'call.resumed': { readonly callId: string };
  'switch.closed': SwitchClosed;
  'call.ended': CallEnded;
  'tip.received': TipReceived;
  'chat.message': ChatMessage;
  'wallet.changed': { readonly wallet: Wallet };
}

/** What comes in: a reply to one of our messages, or an event. */
export type Incoming =
  | { type: 'reply'; replyTo: string | null; ok: true; result: unknown }
  | {
      type: 'reply';
      replyTo: string | null;
      ok: false;
      error: { code: string; detail: string; pointer?: string };
    }
  | { type: Exclude<string, 'reply'>; seq: number };
