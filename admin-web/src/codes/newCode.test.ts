import { expect, it } from 'vitest';
import { EMPTY_DRAFT, requestOf, type CodeDraft } from './newCode.ts';

const PROPOSAL = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c50';
const GOOD: CodeDraft = {
  code: ' WELCOME-25 ',
  coins: '25',
  from: '2026-01-01T00:00Z',
  until: '2026-02-01T00:00Z',
  total: '1000',
  perPerson: '1',
  reason: '',
};

it('makes a request in thousandths of a coin', () => {
  expect(requestOf(GOOD, PROPOSAL)).toEqual({
    proposalId: PROPOSAL,
    code: 'WELCOME-25',
    coinsMinor: 25_000,
    validFrom: '2026-01-01T00:00:00.000Z',
    validUntil: '2026-02-01T00:00:00.000Z',
    maximumTotal: 1000,
    maximumPerUser: 1,
  });
});

it.each<[string, Partial<CodeDraft>]>([
  ['a short name', { code: 'ABC' }],
  ['a name with spaces', { code: 'WEL COME' }],
  ['no coins', { coins: '0' }],
  ['half a coin', { coins: '0.5' }],
  ['an end before the beginning', { until: '2025-12-31T00:00Z' }],
  ['an end at the beginning', { until: GOOD.from }],
  ['no beginning', { from: '' }],
  ['nobody who may use it', { total: '0' }],
])('refuses %s', (_, change) => {
  expect(requestOf({ ...GOOD, ...change }, PROPOSAL)).toBeNull();
});

it('begins with nothing that could be sent', () => {
  expect(requestOf(EMPTY_DRAFT, PROPOSAL)).toBeNull();
});
