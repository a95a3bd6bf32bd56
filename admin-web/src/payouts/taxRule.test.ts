import { describe, expect, it } from 'vitest';
import type { TaxRule } from '../api/types.ts';
import { draftOf, newestOf, requestOf } from './taxRule.ts';

const PROPOSAL = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c61';
const RULE: TaxRule = {
  preset: 'IN-30K',
  version: 2,
  jurisdiction: 'IN',
  section: '194J',
  rateBasisPoints: 1_050,
  noIdRateBasisPoints: 2_000,
  threshold: { amountMinor: 3_000_050, currency: 'INR' },
  onCross: 'EXCESS',
  taxPoint: 'PAYOUT',
  validFrom: '2000-04-01',
};
const DRAFT = { ...draftOf(RULE), validFrom: '2027-04-01', reason: 'The budget' };

describe('a new version of a tax rule', () => {
  it('begins as a copy of the newest', () => {
    expect(
      newestOf([{ ...RULE, version: 1 }, RULE, { ...RULE, preset: 'NONE', version: 9 }], 'IN-30K'),
    ).toBe(RULE);
    expect(newestOf([RULE], 'NONE')).toBeNull();
    expect(requestOf(RULE, DRAFT, PROPOSAL)).toEqual({
      proposalId: PROPOSAL,
      preset: 'IN-30K',
      baseVersion: 2,
      section: '194J',
      rateBasisPoints: 1_050,
      noIdRateBasisPoints: 2_000,
      thresholdMinor: 3_000_050,
      onCross: 'EXCESS',
      validFrom: '2027-04-01',
      reason: 'The budget',
    });
  });

  it.each([
    ['50000', 5_000_000],
    ['0.07', 7],
    ['0', 0],
  ])('%s rupees are %s paise', (threshold, thresholdMinor) => {
    expect(requestOf(RULE, { ...DRAFT, threshold }, PROPOSAL)).toMatchObject({ thresholdMinor });
  });

  it.each([
    ['rate', '101'],
    ['rate', ''],
    ['noIdRate', '-1'],
    ['threshold', '1.005'],
    ['threshold', '1,000'],
    ['validFrom', ''],
    ['validTo', '2027-03-31'],
    ['reason', ' x '],
  ])('is none with %s %j', (field, text) => {
    expect(requestOf(RULE, { ...DRAFT, [field]: text }, PROPOSAL)).toBeNull();
  });
});
