import type { components } from '@stagedoor/sdk';

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
