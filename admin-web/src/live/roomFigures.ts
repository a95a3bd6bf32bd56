import type { MediaRoom } from '../api/types.ts';

export type Participant = MediaRoom['participants'][number];

/** A room in one line. */
export interface RoomFigures {
  readonly performers: readonly Participant[];
  /** Whoever does not perform. */
  readonly others: readonly Participant[];
  /** Of those, with a connection that works. */
  readonly connected: number;
  /** The lowest score of a connection, 1 to 5; null while none is known. */
  readonly worstScore: number | null;
  readonly longestRoundTripMs: number | null;
  /** The highest of any stream in the last second, 0 to 1. */
  readonly worstLossRatio: number;
}

export function figuresOf({ participants }: MediaRoom): RoomFigures {
  const performers = participants.filter(({ role }) => role === 'PERFORMER');
  const others = participants.filter(({ role }) => role !== 'PERFORMER');
  const losses = participants.flatMap(({ tracks }) => tracks.map(({ lossRatio }) => lossRatio));
  return {
    performers,
    others,
    connected: others.filter(({ connected }) => connected).length,
    worstScore: least(participants.map(scoreOf)),
    longestRoundTripMs: most(participants.map(({ roundTripMs }) => roundTripMs)),
    worstLossRatio: losses.reduce((worst, loss) => Math.max(worst, loss), 0),
  };
}

/** The worse of a connection's two directions; 0 while neither is known. */
export function scoreOf({ uplinkScore, downlinkScore }: Participant): number {
  return least([uplinkScore, downlinkScore]) ?? 0;
}

/** Zero stands for what is not known yet. */
function least(values: readonly number[]): number | null {
  const known = values.filter((value) => value > 0);
  return known.length === 0 ? null : known.reduce((a, b) => Math.min(a, b));
}

function most(values: readonly number[]): number | null {
  const greatest = values.reduce((a, b) => Math.max(a, b), 0);
  return greatest === 0 ? null : greatest;
}
