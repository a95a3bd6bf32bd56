import { MINOR_PER_COIN } from '../money/money.ts';
import type { CodeRequest } from './codeQueries.ts';

/** What somebody types into the form, as it stands there. */
export interface CodeDraft {
  readonly code: string;
  readonly coins: string;
  readonly from: string;
  readonly until: string;
  readonly total: string;
  readonly perPerson: string;
  /** Read by whoever has to approve it. */
  readonly reason: string;
}

export const EMPTY_DRAFT: CodeDraft = {
  code: '',
  coins: '',
  from: '',
  until: '',
  total: '',
  perPerson: '1',
  reason: '',
};

const NAME = /^[A-Za-z0-9-]{4,32}$/;
const WHOLE = /^[1-9][0-9]{0,8}$/;

/** The request that a draft stands for; null while something is missing or makes no sense. Times are of this machine. */
export function requestOf(draft: CodeDraft, proposalId: string): CodeRequest | null {
  const from = Date.parse(draft.from);
  const until = Date.parse(draft.until);
  const code = draft.code.trim();
  const numbers = [draft.coins, draft.total, draft.perPerson].map((text) => text.trim());
  const whole = numbers.every((text) => WHOLE.test(text));
  if (!NAME.test(code) || !whole || Number.isNaN(from) || !(from < until)) return null;
  const [coins = 0, maximumTotal = 0, maximumPerUser = 0] = numbers.map(Number);
  const reason = draft.reason.trim();
  return {
    proposalId,
    ...(reason !== '' && { reason }),
    code,
    coinsMinor: coins * MINOR_PER_COIN,
    validFrom: new Date(from).toISOString(),
    validUntil: new Date(until).toISOString(),
    maximumTotal,
    maximumPerUser,
  };
}
