import type { FoundPerson } from '../api/types.ts';
import type { MembershipProposal } from './agencyQueries.ts';

/** What somebody types into the form, as it stands there. */
export interface OfferDraft {
  readonly performer: FoundPerson | null;
  readonly agency: FoundPerson | null;
  /** Percent of the performer's side; empty for what the price list says. */
  readonly percent: string;
  readonly noticeDays: string;
  readonly reason: string;
}

export const EMPTY_OFFER: OfferDraft = {
  performer: null,
  agency: null,
  percent: '',
  noticeDays: '30',
  reason: '',
};

const PERCENT = /^\d{1,2}([.,]\d{1,2})?$/;
const DAYS = /^\d{1,3}$/;
/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;
const NOTICE_MAXIMUM_DAYS = 365;
const BASIS_POINTS_PER_PERCENT = 100;

/** The request that a draft stands for; null while something is missing or makes no sense. */
export function requestOf(draft: OfferDraft, proposalId: string): MembershipProposal | null {
  const { performer, agency } = draft;
  const [percent, days, reason] = [
    draft.percent.trim(),
    draft.noticeDays.trim(),
    draft.reason.trim(),
  ];
  const makesSense =
    (percent === '' || PERCENT.test(percent)) &&
    DAYS.test(days) &&
    Number(days) <= NOTICE_MAXIMUM_DAYS &&
    reason.length >= REASON_LENGTH_MINIMUM;
  return makesSense && performer !== null && agency !== null
    ? {
        proposalId,
        performerId: performer.id,
        agencyId: agency.id,
        ...(percent !== '' && {
          agencyBasisPoints: Math.round(
            Number(percent.replace(',', '.')) * BASIS_POINTS_PER_PERCENT,
          ),
        }),
        noticeDays: Number(days),
        reason,
      }
    : null;
}
