import { SocketError } from './SocketError.ts';

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: SocketError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Requests that wait for their reply, by message id. Every one ends: by its reply, by time, or by a lost connection. */
export class PendingRequests {
  readonly #pending = new Map<string, Pending>();
  readonly #timeoutMs: number;
  #count = 0;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Opens a request: the id to send it under, and the promise of its result. */
  open(): { id: string; result: Promise<unknown> } {
    const id = `c${++this.#count}`;
    const result = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new SocketError('TIMEOUT', `no reply within ${this.#timeoutMs} ms`));
      }, this.#timeoutMs);
      this.#pending.set(id, { resolve, reject, timer });
    });
    return { id, result };
  }

  resolve(id: string, result: unknown): void {
    this.#take(id)?.resolve(result);
  }

  reject(id: string, error: SocketError): void {
    this.#take(id)?.reject(error);
  }

  /** The connection is gone: whether the server acted on these is unknown. */
  rejectAll(error: SocketError): void {
    for (const id of [...this.#pending.keys()]) {
      this.reject(id, error);
    }
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    if (pending) {
      clearTimeout(pending.timer);
      this.#pending.delete(id);
    }
    return pending;
  }
}
