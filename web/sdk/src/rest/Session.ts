import { Emitter } from '../events.ts';
import type { components } from '../generated/openapi.ts';
import { problemOf, ProblemError, UnreachableError } from './ProblemError.ts';

type SignedIn = components['schemas']['SignedIn'];
export type User = components['schemas']['User'];
export type RegisterRequest = components['schemas']['RegisterRequest'];
export type SignInRequest = components['schemas']['SignInRequest'];

/** Runs work while nobody else of the same browser does; tabs share the one-time refresh cookie. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

export interface SessionEvents {
  /** Somebody signed in or out, or the user's own data changed. */
  changed: User | null;
}

export interface SessionOptions {
  /** Origin of the server, without a slash at the end; empty for the page's own. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  readonly nowMs?: () => number;
  readonly exclusively?: Exclusively;
}

/** A token is renewed this long before its end, so that none dies on its way to the server. */
const RENEW_BEFORE_MS = 30_000;

/**
 * Who is signed in, and the access token of that. The token lives in memory only; across page loads the
 * HttpOnly refresh cookie carries the session. Refreshing is single-flight within a page and takes
 * turns between tabs, because each refresh token works once.
 */
export class Session extends Emitter<SessionEvents> {
  readonly #baseUrl: string;
  readonly #fetch: typeof fetch;
  readonly #nowMs: () => number;
  readonly #exclusively: Exclusively;
  #user: User | null = null;
  #token: { readonly value: string; readonly expiresAtMs: number } | null = null;
  #refreshing: Promise<User | null> | null = null;

  constructor(options: SessionOptions = {}) {
    super();
    this.#baseUrl = options.baseUrl ?? '';
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#nowMs = options.nowMs ?? Date.now;
    this.#exclusively = options.exclusively ?? takeTurns;
  }

  get user(): User | null {
    return this.#user;
  }

  /** Creates an account and signs in. @throws ProblemError EMAIL_TAKEN, INVALID_REQUEST, … */
  async register(request: RegisterRequest): Promise<User> {
    return this.#enter(await this.#post('register', request));
  }

  /** @throws ProblemError WRONG_CREDENTIALS, RATE_LIMITED, … */
  async signIn(request: SignInRequest): Promise<User> {
    return this.#enter(await this.#post('sign-in', request));
  }

  /** Ends the session on the server where it can be reached, and here in any case. */
  async signOut(): Promise<void> {
    try {
      await this.#exclusively(() => this.#post('sign-out'));
    } finally {
      this.#leave();
    }
  }

  /**
   * Gets a new access token by the refresh cookie; null when there is no session to renew.
   *
   * @throws UnreachableError when the server did not answer: the session may well still live
   */
  refresh(): Promise<User | null> {
    this.#refreshing ??= this.#exclusively(() => this.#refreshNow()).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** A token that is good for the next moments, renewed if it must be; null when signed out. */
  async accessToken(): Promise<string | null> {
    if (this.#token !== null && this.#token.expiresAtMs - RENEW_BEFORE_MS > this.#nowMs()) {
      return this.#token.value;
    }
    if (this.#token !== null) {
      await this.refresh();
    }
    return this.#token?.value ?? null;
  }

  /** Takes over the user's changed data, such as a new display name. */
  update(user: User): void {
    this.#user = user;
    this.emit('changed', user);
  }

  async #refreshNow(): Promise<User | null> {
    try {
      return this.#enter(await this.#post('refresh'));
    } catch (error) {
      if (error instanceof ProblemError && (error.status === 401 || error.status === 403)) {
        this.#leave();
        return null;
      }
      throw error;
    }
  }

  #enter(signedIn: SignedIn | undefined): User {
    if (signedIn === undefined) {
      throw new Error('expected a token in the response, found an empty body');
    }
    this.#token = {
      value: signedIn.accessToken,
      expiresAtMs: this.#nowMs() + signedIn.expiresInSeconds * 1000,
    };
    this.update(signedIn.user);
    return signedIn.user;
  }

  #leave(): void {
    this.#token = null;
    if (this.#user !== null) {
      this.#user = null;
      this.emit('changed', null);
    }
  }

  async #post(action: string, body?: object): Promise<SignedIn | undefined> {
    const response = await this.#fetch(`${this.#baseUrl}/api/v1/auth/${action}`, {
      method: 'POST',
      credentials: 'include',
      // The server takes a cookie only with this header, which no foreign page can send unasked.
      headers: {
        'X-Requested-With': 'stagedoor',
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new UnreachableError(cause);
    });
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response.status === 204 ? undefined : ((await response.json()) as SignedIn);
  }
}

const takeTurns: Exclusively = (work) => {
  // Absent outside secure contexts, where a page in development is mostly alone anyway.
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  return locks ? locks.request('stagedoor.session', work) : work();
};
