/** What can be done about a link that is not connected, in the order in which it is tried. */
export interface RecoverySteps {
  /** New ICE on the same connection: a changed network. */
  restartIce(): Promise<void>;
  /** A whole new connection: the server has forgotten the old one. */
  rebuild(): Promise<void>;
}

/** Short interruptions heal by themselves; ICE reports them as `disconnected`. */
const PATIENCE_MS = 1_200;
/** What one attempt may take before the next: ICE, DTLS and a slow round trip or two. */
const ATTEMPT_MS = 6_000;

/**
 * Decides when to do something about a broken link. `down` starts the ladder: wait a moment, restart ICE,
 * then rebuild again and again until `up` or `stop`. How long that makes sense is the server's business:
 * it ends the call.
 */
export class Recovery {
  readonly #steps: RecoverySteps;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #climbing = false;

  constructor(steps: RecoverySteps) {
    this.#steps = steps;
  }

  /** The link is broken. `hopeless`: ICE has given up, so no use in waiting or restarting it. */
  down(hopeless: boolean): void {
    if (!this.#climbing) {
      this.#climbing = true;
      this.#schedule(hopeless ? 0 : PATIENCE_MS, hopeless ? 'rebuild' : 'restartIce');
    }
  }

  /** Something happened that makes an attempt promising now, such as a new network. */
  hurry(): void {
    if (this.#climbing) {
      this.#schedule(0, 'rebuild');
    }
  }

  /** The link works. */
  up(): void {
    this.stop();
  }

  stop(): void {
    this.#climbing = false;
    clearTimeout(this.#timer);
  }

  #schedule(delayMs: number, step: keyof RecoverySteps): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // The next rung comes whether this one fails or only leads nowhere.
      this.#schedule(ATTEMPT_MS, 'rebuild');
      this.#steps[step]().catch(() => undefined);
    }, delayMs);
  }
}
