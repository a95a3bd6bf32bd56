import { expect, it } from 'vitest';
import { autoTopUpRequest, capOf, type TopUpChoice } from './autoTopUpRequest.ts';
import { OFFER } from './wallet.fixture.ts';

const CHOICE: TopUpChoice = {
  offer: OFFER,
  threshold: '40,5',
  times: '3',
  period: 'WEEK',
  agreed: true,
};

it('asks for the package so many times at most, below so many coins', () => {
  expect(autoTopUpRequest(CHOICE)).toEqual({
    threshold: { amountMinor: 40_500, currency: 'COIN' },
    packageId: 'inr-99',
    cap: { amountMinor: 3 * 7_920, currency: 'INR' },
    period: 'WEEK',
    agreed: true,
  });
});

it.each<[string, Partial<TopUpChoice>]>([
  ['no package', { offer: undefined }],
  ['no threshold', { threshold: '' }],
  ['a threshold of nothing', { threshold: '0' }],
  ['no number of times', { times: '' }],
  ['no times', { times: '0' }],
  ['a hundred times', { times: '100' }],
  ['half a time', { times: '1.5' }],
  ['no consent', { agreed: false }],
])('sends nothing with %s', (_, change) => {
  expect(autoTopUpRequest({ ...CHOICE, ...change })).toBeNull();
});

it('shows the cap before anything is agreed', () => {
  expect(capOf({ ...CHOICE, agreed: false, threshold: '' })).toEqual({
    amountMinor: 23_760,
    currency: 'INR',
  });
});
