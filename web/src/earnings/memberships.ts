import type { components, Money } from '@stagedoor/sdk';

type Membership = components['schemas']['Membership'];

/** How a membership stands for those who are in it. */
export type Standing = 'OFFERED' | 'BOUND' | 'OVER';

/** An offer waits for an answer; who has accepted is bound, before the first day too, until it has ended. */
export function standingOf(
  { state, endsAt }: Pick<Membership, 'state' | 'endsAt'>,
  now: Date,
): Standing {
  if (state === 'OFFERED') {
    return 'OFFERED';
  }
  const ended = endsAt !== undefined && Date.parse(endsAt) <= now.getTime();
  return state === 'ACCEPTED' && !ended ? 'BOUND' : 'OVER';
}

/** A line of an agency's roster. */
export interface Represented {
  readonly membership: Membership;
  readonly standing: Standing;
  /** The agency's part of what the performer sold; on one line of each performer. */
  readonly part: Money | undefined;
}

/** Who is represented or has an offer, and who no longer is but sold something for the agency. An offer that came to nothing is gone. */
export function rosterOf(
  memberships: readonly Membership[],
  parts: ReadonlyMap<string, Money>,
  now: Date,
): readonly Represented[] {
  const lines = memberships.map((membership) => ({
    membership,
    standing: standingOf(membership, now),
  }));
  const there = lines.filter(({ standing }) => standing !== 'OVER');
  const gone = lines.filter(
    ({ membership: { state, performerId }, standing }) =>
      standing === 'OVER' && state === 'ACCEPTED' && parts.has(performerId),
  );
  const performers = new Set<string>();
  return [...there, ...gone].flatMap(({ membership, standing }) => {
    const { performerId } = membership;
    const isFirst = !performers.has(performerId);
    performers.add(performerId);
    return isFirst || standing !== 'OVER'
      ? [{ membership, standing, part: isFirst ? parts.get(performerId) : undefined }]
      : [];
  });
}
