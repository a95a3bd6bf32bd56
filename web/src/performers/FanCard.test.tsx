import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { FanCard } from './FanCard.tsx';

afterEach(cleanup);

const coins = (whole: number) => ({ amountMinor: whole * 1_000, currency: 'COIN' }) as const;

const CLUB = {
  menu: [],
  fanClub: {
    plan: {
      code: 'FAN_CLUB',
      name: '',
      price: coins(100),
      trialDays: 0,
      discountKind: 'NONE',
      discountPercent: 0,
      freeMinutes: 0,
      allowance: coins(0),
      perks: [],
      performerId: 'p1',
    },
    members: 2,
  },
};

it('says what the fan club takes every month before it takes it', async () => {
  const { asked } = renderWith(
    {
      'get /api/v1/performers/{performerId}/tip-board': () => CLUB,
      'get /api/v1/subscriptions': () => ({ items: [] }),
      'get /api/v1/wallet': () => ({ available: coins(250) }),
      'post /api/v1/subscriptions': () => ({}),
    },
    <FanCard performerId="p1" canJoin />,
  );
  const joined = () => asked.filter(({ request }) => request === 'post /api/v1/subscriptions');
  fireEvent.click(await screen.findByTestId('join-fan-club'));
  expect((await screen.findByTestId('plan-consequence')).textContent).toMatch(
    /^100 coins are taken now, and every month/,
  );
  expect(joined()).toEqual([]);
  fireEvent.click(screen.getByTestId('plan-confirm'));
  await waitFor(() => expect(joined()).toHaveLength(1));
});
