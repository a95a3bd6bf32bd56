import { Emitter } from '../events.ts';
import { backoffMs } from './backoff.ts';
import {
  type Incoming,
  type Requests,
  type RequestType,
  type ServerEvents,
  SUBPROTOCOL,
  type Welcome,
} from './messages.ts';
import { PendingRequests } from './PendingRequests.ts';
import { SocketError } from './SocketError.ts';

/** OFF: not wanted. CONNECTING: first or next attempt under way or waited for. READY: hello was answered. */
export type SocketState = 'OFF' | 'CONNECTING' | 'READY';

/** What a socket tells of itself, beside the server's events. */
export interface SocketEvents extends ServerEvents {
  /** Connected and authenticated. Not `resumed` means that events may have been missed: ask again for what you show. */
  ready: Welcome;
  state: SocketState;
}

/** The tokens a socket authenticates by; {@link Session} is one such. */
export interface TokenSource {
  accessToken(): Promise<string | null>;
  refresh(): Promise<unknown>;
}

export interface SocketOptions {
  /** `ws:` or `wss:` URL of the signalling endpoint. */
  readonly url: string;
  readonly tokens: TokenSource;
  readonly connect?: (url: string, protocol: string) => WebSocket;
  readonly random?: () => number;
  readonly requestTimeoutMs?: number;
}

const REQUEST_TIMEOUT_MS = 15_000;

/**
 * The signalling connection. Once switched on it stays up: it reconnects with growing pauses, says
 * hello with the last event it has seen so that the server replays what was missed, and renews its
 * token when the server asks. Requests made while it connects wait for it.
 */
export class Socket extends Emitter<SocketEvents> {
  readonly #options: SocketOptions;
  readonly #pending: PendingRequests;
  #webSocket: WebSocket | null = null;
  #state: SocketState = 'OFF';
  #attempt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #sessionId: string | null = null;
  #lastSeq = 0;

  constructor(options: SocketOptions) {
    super();
    this.#options = options;
    this.#pending = new PendingRequests(options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
  }

  get state(): SocketState {
    return this.#state;
  }

  /** Switches on; does nothing if it is on. */
  open(): void {
    if (this.#state === 'OFF') {
      this.#setState('CONNECTING');
      this.#dial();
    }
  }

  /** Switches off and forgets the session: the next {@link open} begins a new one. */
  close(): void {
    clearTimeout(this.#retryTimer);
    this.#sessionId = null;
    this.#lastSeq = 0;
    this.#setState('OFF');
    this.#drop();
  }

  /** Tries at once instead of after the pause: the network has changed, or the connection seems dead. */
  reconnect(): void {
    if (this.#state !== 'OFF') {
      clearTimeout(this.#retryTimer);
      this.#attempt = 0;
      this.#setState('CONNECTING');
      this.#drop();
      this.#dial();
    }
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @throws SocketError with the server's code, or CONNECTION_LOST, TIMEOUT
   */
  async request<T extends RequestType>(
    type: T,
    fields: Requests[T]['fields'],
  ): Promise<Requests[T]['result']> {
    if (this.#state !== 'READY') {
      await this.#whenReady();
    }
    return this.#exchange(type, fields);
  }

  #exchange<T extends RequestType>(
    type: T,
    fields: Requests[T]['fields'],
  ): Promise<Requests[T]['result']> {
    const { id, result } = this.#pending.open();
    this.#webSocket?.send(JSON.stringify({ id, type, ...fields }));
    return result as Promise<Requests[T]['result']>;
  }

  #whenReady(): Promise<void> {
    if (this.#state === 'OFF') {
      return Promise.reject(new SocketError('CONNECTION_LOST', 'the socket is switched off'));
    }
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        clearTimeout(timer);
        off();
        outcome();
      };
      const timer = setTimeout(
        () => settle(() => reject(new SocketError('TIMEOUT', 'not connected in time'))),
        this.#options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      );
      const off = this.on('state', (state) => {
        if (state === 'READY') {
          settle(resolve);
        } else if (state === 'OFF') {
          settle(() => reject(new SocketError('CONNECTION_LOST', 'the socket was switched off')));
        }
      });
    });
  }

  #dial(): void {
    const connect = this.#options.connect ?? ((url, protocol) => new WebSocket(url, protocol));
    const webSocket = connect(this.#options.url, SUBPROTOCOL);
    this.#webSocket = webSocket;
    // Late events of a connection that was given up must not touch its successor.
    const current = (handler: (event: Event) => void) => (event: Event) => {
      if (this.#webSocket === webSocket) {
        handler(event);
      }
    };
    webSocket.addEventListener(
      'open',
      current(() => void this.#hello()),
    );
    webSocket.addEventListener(
      'message',
      current((event) => this.#receive((event as MessageEvent<string>).data)),
    );
    webSocket.addEventListener(
      'close',
      current(() => this.#lost()),
    );
  }

  async #hello(): Promise<void> {
    const webSocket = this.#webSocket;
    try {
      const token = await this.#options.tokens.accessToken();
      if (this.#webSocket !== webSocket) {
        return;
      }
      if (token === null) {
        this.close();
        return;
      }
      const resume = this.#sessionId && { sessionId: this.#sessionId, lastSeq: this.#lastSeq };
      this.#welcome(await this.#exchange('hello', { token, ...(resume && { resume }) }));
    } catch (error) {
      if (error instanceof SocketError && isAboutToken(error)) {
        await this.#options.tokens.refresh().catch(() => undefined);
      }
      if (this.#webSocket === webSocket) {
        this.#lost();
      }
    }
  }

  #welcome(welcome: Welcome): void {
    if (!welcome.resumed) {
      this.#lastSeq = 0;
    }
    this.#sessionId = welcome.sessionId;
    this.#attempt = 0;
    this.#setState('READY');
    this.emit('ready', welcome);
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as Incoming;
    if (isReply(message)) {
      this.#settle(message);
      return;
    }
    // Replayed events may overlap with those that had arrived.
    if (this.#state === 'READY' && message.seq <= this.#lastSeq) {
      return;
    }
    this.#lastSeq = message.seq;
    if (message.type === 'token.expiring') {
      void this.#renewToken();
    }
    this.emit(message.type as keyof ServerEvents, message as never);
  }

  #settle(reply: Extract<Incoming, { replyTo: string | null }>): void {
    if (reply.replyTo === null) {
      return;
    }
    if (reply.ok) {
      this.#pending.resolve(reply.replyTo, reply.result);
    } else {
      this.#pending.reject(reply.replyTo, new SocketError(reply.error.code, reply.error.detail));
    }
  }

  async #renewToken(): Promise<void> {
    try {
      await this.#options.tokens.refresh();
      const token = await this.#options.tokens.accessToken();
      if (token !== null) {
        await this.request('token.renew', { token });
      }
    } catch {
      // The server will close when the token is over; the next hello tries again.
    }
  }

  #lost(): void {
    this.#drop();
    if (this.#state === 'OFF') {
      return;
    }
    this.#setState('CONNECTING');
    const pauseMs = backoffMs(this.#attempt++, (this.#options.random ?? Math.random)());
    this.#retryTimer = setTimeout(() => this.#dial(), pauseMs);
  }

  #drop(): void {
    const webSocket = this.#webSocket;
    this.#webSocket = null;
    webSocket?.close();
    this.#pending.rejectAll(new SocketError('CONNECTION_LOST', 'the connection was lost'));
  }

  #setState(state: SocketState): void {
    if (state !== this.#state) {
      this.#state = state;
      this.emit('state', state);
    }
  }
}

function isAboutToken(error: SocketError): boolean {
  return error.code === 'TOKEN_EXPIRED' || error.code === 'UNAUTHENTICATED';
}

function isReply(message: Incoming): message is Extract<Incoming, { replyTo: string | null }> {
  return message.type === 'reply';
}
