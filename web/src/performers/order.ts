import type { Performer, Presence } from '@stagedoor/sdk';

const RANK: Readonly<Record<Presence, number>> = { ONLINE: 0, BUSY: 1, AWAY: 2, OFFLINE: 3 };

/** Who can be called first, then the best rated. */
export function byPresence(a: Performer, b: Performer): number {
  return RANK[a.presence] - RANK[b.presence] || (b.rating ?? 0) - (a.rating ?? 0);
}
