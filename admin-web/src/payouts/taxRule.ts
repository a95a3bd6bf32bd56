import type { TaxRule, TaxRuleProposal } from '../api/types.ts';
import { scaleOf, toDecimal } from '../money/money.ts';

/** What somebody types into the form, as it stands there. */
export interface TaxRuleDraft {
  readonly section: string;
  /** Percent. */
  readonly rate: string;
  /** Percent, of payees without a tax number. */
  readonly noIdRate: string;
  /** In whole units of the rule's currency. */
  readonly threshold: string;
  readonly onCross: TaxRule['onCross'];
  /** First day, as ISO 8601 has it; the day after which it does not hold any more, empty for none. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Read by whoever has to approve it. */
  readonly reason: string;
}

const BASIS_POINTS_PER_PERCENT = 100;
const PERCENT = /^(100|\d{1,2}([.,]\d{1,2})?)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;

/** The newest version of a preset. */
export function newestOf(rules: readonly TaxRule[], preset: string): TaxRule | null {
  return rules
    .filter((rule) => rule.preset === preset)
    .reduce<TaxRule | null>(
      (newest, rule) => (newest !== null && newest.version > rule.version ? newest : rule),
      null,
    );
}

/** The next version begins as a copy of the newest. */
export function draftOf(newest: TaxRule): TaxRuleDraft {
  return {
    section: newest.section,
    rate: percentOf(newest.rateBasisPoints),
    noIdRate: percentOf(newest.noIdRateBasisPoints),
    threshold: toDecimal(newest.threshold),
    onCross: newest.onCross,
    validFrom: '',
    validTo: '',
    reason: '',
  };
}

/** The request that a draft stands for; null while something is missing or makes no sense. */
export function requestOf(
  newest: TaxRule,
  draft: TaxRuleDraft,
  proposalId: string,
): TaxRuleProposal | null {
  const thresholdMinor = minorOf(draft.threshold, newest.threshold.currency);
  const reason = draft.reason.trim();
  const makesSense =
    PERCENT.test(draft.rate.trim()) &&
    PERCENT.test(draft.noIdRate.trim()) &&
    DAY.test(draft.validFrom) &&
    (draft.validTo === '' || draft.validTo >= draft.validFrom) &&
    reason.length >= REASON_LENGTH_MINIMUM;
  return makesSense && thresholdMinor !== null
    ? {
        proposalId,
        preset: newest.preset,
        baseVersion: newest.version,
        section: draft.section.trim(),
        rateBasisPoints: basisPointsOf(draft.rate),
        noIdRateBasisPoints: basisPointsOf(draft.noIdRate),
        thresholdMinor,
        onCross: draft.onCross,
        validFrom: draft.validFrom,
        ...(draft.validTo !== '' && { validTo: draft.validTo }),
        reason,
      }
    : null;
}

function percentOf(basisPoints: number): string {
  return String(basisPoints / BASIS_POINTS_PER_PERCENT);
}

function basisPointsOf(percent: string): number {
  return Math.round(Number(percent.trim().replace(',', '.')) * BASIS_POINTS_PER_PERCENT);
}

/** By digits: a threshold is not passed through binary fractions. */
function minorOf(text: string, currency: string): number | null {
  const scale = scaleOf(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const fraction = match?.[2] ?? '';
  return match === null || fraction.length > scale
    ? null
    : Number((match[1] ?? '') + fraction.padEnd(scale, '0'));
}
