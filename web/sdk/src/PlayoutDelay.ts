const LOOK_EVERY_MS = 2_000;
/** Freezes are looked at over so many looks: one alone is an accident, or somebody changed cameras. */
const REMEMBERED_LOOKS = 3;
const REPEATED = 2;
/** Freezes that last longer are no late packets: the sender or the network stood still, and waiting helps nobody. */
const LATE_AT_MOST_MS = 700;
/** So long without a freeze, and the delay is tried shorter. */
const CALM_LOOKS = 10;
const SHORTER = 0.8;
/** Browsers hold about as much by themselves. */
const NOT_WORTH_ASKING_MS = 80;

/** Of the picture that is received, all since its beginning. */
export interface PlayoutStats {
  readonly freezes: number;
  readonly frozenMs: number;
  /** Sum over all pictures of how long each was held. */
  readonly heldMs: number;
  readonly pictures: number;
}

const NOTHING: PlayoutStats = { freezes: 0, frozenMs: 0, heldMs: 0, pictures: 0 };

/**
 * How long media is to be held before it is played. Browsers fit their buffers to what comes late by itself, but not to
 * what is lost and sent again, which comes a round trip later: on a long path each loss is a freeze. Where freezes repeat,
 * media is held for as long as they lasted, and after a calm less and less.
 */
export class PlayoutDelay {
  readonly #longestMs: number;
  #before = NOTHING;
  #looks: PlayoutStats[] = [];
  #calm = 0;
  #targetMs: number | null = null;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** After each look at the statistics. @returns milliseconds, null for the browser's choice */
  next(now: PlayoutStats): number | null {
    const look = difference(now, this.#before);
    this.#before = now;
    this.#looks = [...this.#looks, look].slice(-REMEMBERED_LOOKS);
    this.#calm = look.freezes > 0 ? 0 : this.#calm + 1;
    const { freezes, frozenMs, heldMs, pictures } = this.#looks.reduce(sum);
    const lateMs = frozenMs / freezes;
    if (look.freezes > 0 && freezes >= REPEATED && lateMs <= LATE_AT_MOST_MS && pictures > 0) {
      const wantedMs = heldMs / pictures + lateMs;
      this.#targetMs = Math.min(this.#longestMs, Math.max(this.#targetMs ?? 0, wantedMs));
    } else if (this.#targetMs !== null && this.#calm > CALM_LOOKS) {
      const shorterMs = this.#targetMs * SHORTER;
      this.#targetMs = shorterMs < NOT_WORTH_ASKING_MS ? null : shorterMs;
    }
    return this.#targetMs;
  }
}

/** Keeps the playout delay of a connection, until {@link close}. Browsers without the means are left alone. */
export class SmoothPlayout {
  readonly #connection: RTCPeerConnection;
  readonly #delay: PlayoutDelay;
  readonly #timer: ReturnType<typeof setInterval>;

  /** @param longestMs what a conversation, or a show, may lag behind for the sake of smooth pictures */
  constructor(connection: RTCPeerConnection, longestMs: number) {
    this.#connection = connection;
    this.#delay = new PlayoutDelay(longestMs);
    // A connection that is closed in between has nothing more to tell.
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const stats = readPlayoutStats(await this.#connection.getStats());
    const targetMs = stats ? this.#delay.next(stats) : null;
    for (const receiver of this.#connection.getReceivers()) {
      // Sound as well: it is to fit the lips.
      if ('jitterBufferTarget' in receiver) {
        receiver.jitterBufferTarget = targetMs;
      }
    }
  }
}

/** Null where no picture is received. */
export function readPlayoutStats(report: RTCStatsReport): PlayoutStats | null {
  let stats: PlayoutStats | null = null;
  report.forEach((entry: Record<string, unknown>) => {
    if (entry.type === 'inbound-rtp' && entry.kind === 'video') {
      const seconds = (name: string) => 1_000 * numberOf(entry[name]);
      stats = {
        freezes: numberOf(entry.freezeCount),
        frozenMs: seconds('totalFreezesDuration'),
        heldMs: seconds('jitterBufferDelay'),
        pictures: numberOf(entry.jitterBufferEmittedCount),
      };
    }
  });
  return stats;
}

/** A picture that began anew has counted from nothing. */
function difference(now: PlayoutStats, before: PlayoutStats): PlayoutStats {
  return now.pictures < before.pictures
    ? now
    : {
        freezes: now.freezes - before.freezes,
        frozenMs: now.frozenMs - before.frozenMs,
        heldMs: now.heldMs - before.heldMs,
        pictures: now.pictures - before.pictures,
      };
}

function sum(one: PlayoutStats, other: PlayoutStats): PlayoutStats {
  return {
    freezes: one.freezes + other.freezes,
    frozenMs: one.frozenMs + other.frozenMs,
    heldMs: one.heldMs + other.heldMs,
    pictures: one.pictures + other.pictures,
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
