import type { Heartbeat, LedgerTransfer, MediaEvent } from '../api/types.ts';

/** Something that happened in a session, by whoever wrote it down. */
export type Moment = {
  readonly key: string;
  /** RFC 3339. */
  readonly at: string;
} & (
  | { readonly source: 'media'; readonly person: string; readonly event: MediaEvent }
  | { readonly source: 'meter'; readonly beat: Heartbeat }
  | { readonly source: 'ledger'; readonly transfer: LedgerTransfer }
);

/** One person's side of the call on the media node. */
export interface MediaSide {
  readonly person: string;
  readonly events: readonly MediaEvent[];
}

/** All of it, newest first. What happened several times in a row stands where it happened last. */
export function timelineOf(
  sides: readonly MediaSide[],
  heartbeats: readonly Heartbeat[],
  transfers: readonly LedgerTransfer[],
): Moment[] {
  const media = sides.flatMap(({ person, events }) =>
    events.map((event, index): Moment => ({
      key: `media ${person} ${String(index)} ${event.firstAt}`,
      at: event.lastAt,
      source: 'media',
      person,
      event,
    })),
  );
  const meter = heartbeats.map((beat): Moment => ({
    key: `meter ${String(beat.tick)}`,
    at: beat.at,
    source: 'meter',
    beat,
  }));
  const ledger = transfers.map((transfer): Moment => ({
    key: `ledger ${String(transfer.id)}`,
    at: transfer.createdAt,
    source: 'ledger',
    transfer,
  }));
  // By time and not by text: fractions of a second have different lengths.
  return [...media, ...meter, ...ledger].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
