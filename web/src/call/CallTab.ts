/**
 * Which tab of this browser has the call. One that is opened beside it, such as the page that a payment comes back to, leaves it
 * where it is. In a browser without locks every tab takes it.
 */
export class CallTab {
  readonly #locks: LockManager | undefined;
  #callId: string | null = null;
  #release: (() => void) | null = null;

  constructor(
    locks: LockManager | undefined = (navigator as { readonly locks?: LockManager }).locks,
  ) {
    this.#locks = locks;
  }

  /** Has the call from now on, and no other tab does. */
  take(callId: string): void {
    void this.#hold(callId, { steal: true });
  }

  /** Has the call unless another tab does; says which. */
  takeFree(callId: string): Promise<boolean> {
    return this.#hold(callId, { ifAvailable: true });
  }

  /** Has no call any more. */
  leave(): void {
    this.#callId = null;
    this.#release?.();
    this.#release = null;
  }

  async #hold(callId: string, how: LockOptions): Promise<boolean> {
    const locks = this.#locks;
    if (!locks || this.#callId === callId) {
      return true;
    }
    this.leave();
    this.#callId = callId;
    return new Promise<boolean>((answer) => {
      const until = (lock: Lock | null) => {
        answer(lock !== null);
        if (!lock) {
          this.#forget(callId);
        }
        // Left again before it was there: it is given back at once.
        return lock && this.#callId === callId
          ? new Promise<void>((release) => (this.#release = release))
          : Promise.resolve();
      };
      locks.request(`stagedoor.call.${callId}`, how, until).catch(() => {
        // Another tab has taken it, or this page may have no locks.
        this.#forget(callId);
        answer(true);
      });
    });
  }

  #forget(callId: string): void {
    if (this.#callId === callId) {
      this.#callId = null;
      this.#release = null;
    }
  }
}
