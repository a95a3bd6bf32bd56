import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { AgencyCard } from './AgencyCard.tsx';

afterEach(cleanup);

const OFFER = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c40',
  performerId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01',
  agencyId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c41',
  agencyName: 'Northern Lights',
  agencyBasisPoints: 2500,
  noticeDays: 30,
  state: 'OFFERED',
  offeredAt: '2026-01-05T10:15:30Z',
  earliestAt: '2026-01-05T10:15:30Z',
};
const BOUND = { ...OFFER, state: 'ACCEPTED', beginsAt: '2026-01-06T08:00:00Z' };
const PART = {
  performerId: OFFER.performerId,
  agencyId: OFFER.agencyId,
  agencyName: 'Northern Lights',
  agencyPart: { amountMinor: 144_000, currency: 'INR' },
};

it('asks the performer, in the words of the offer, and passes the answer on', async () => {
  let membership: object = OFFER;
  const { asked } = renderWith(
    {
      'get /api/v1/performer/agencies': () => ({ memberships: [membership], earned: [] }),
      'post /api/v1/performer/agencies/{membershipId}/answer': () => {
        membership = BOUND;
        return {};
      },
    },
    <AgencyCard />,
  );
  const offer = await screen.findByTestId('agency');
  expect(offer.textContent).toContain('Northern Lights');
  expect(offer.textContent).toContain('25%');
  expect(offer.textContent).toContain('30 days of notice');
  fireEvent.click(screen.getByTestId('agency-accept'));
  await screen.findByTestId('agency-leave');
  expect(asked).toContainEqual({
    request: 'post /api/v1/performer/agencies/{membershipId}/answer',
    body: { accepts: true },
  });
});

it('says what went to the agency, and asks twice before somebody leaves', async () => {
  const { asked } = renderWith(
    {
      'get /api/v1/performer/agencies': () => ({ memberships: [BOUND], earned: [PART] }),
      'post /api/v1/performer/agencies/{membershipId}/notice': () => ({}),
    },
    <AgencyCard />,
  );
  expect((await screen.findByTestId('agency-part')).textContent).toContain('1,440.00');
  fireEvent.click(screen.getByTestId('agency-leave'));
  expect(screen.getByTestId('agency-leave').textContent).toContain('30 days');
  expect(asked).toHaveLength(1);
  fireEvent.click(screen.getByTestId('agency-leave'));
  await waitFor(() =>
    expect(asked.map(({ request }) => request)).toContain(
      'post /api/v1/performer/agencies/{membershipId}/notice',
    ),
  );
});

it('shows nothing to who has nothing to do with agencies', async () => {
  const { asked } = renderWith(
    { 'get /api/v1/performer/agencies': () => ({ memberships: [], earned: [] }) },
    <AgencyCard />,
  );
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(screen.queryByTestId('agencies')).toBeNull();
});
