import { describe, expect, it } from 'vitest';
import { EMPTY_OFFER, requestOf } from './offer.ts';

const PROPOSAL = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c40';
const person = (id: string) => ({ id, displayName: 'Maya', createdAt: '2026-01-05T10:15:30Z' });
const DRAFT = {
  ...EMPTY_OFFER,
  performer: person('01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01'),
  agency: person('01989f4e-7a10-7b3c-9d55-2f1f6f0a1c41'),
  reason: 'Contract of January',
};

describe('an offer as it is typed', () => {
  it.each([
    ['25', 2500],
    ['12,5', 1250],
    ['0.07', 7],
    ['', undefined],
  ])('%s percent are %s basis points', (percent, basisPoints) => {
    expect(requestOf({ ...DRAFT, percent }, PROPOSAL)).toEqual({
      proposalId: PROPOSAL,
      performerId: DRAFT.performer.id,
      agencyId: DRAFT.agency.id,
      ...(basisPoints !== undefined && { agencyBasisPoints: basisPoints }),
      noticeDays: 30,
      reason: 'Contract of January',
    });
  });

  it.each([
    { performer: null },
    { agency: null },
    { percent: '100' },
    { percent: 'a quarter' },
    { noticeDays: '' },
    { noticeDays: '366' },
    { reason: 'no' },
  ])('is not sent with %o', (wrong) => {
    expect(requestOf({ ...DRAFT, ...wrong }, PROPOSAL)).toBeNull();
  });
});
