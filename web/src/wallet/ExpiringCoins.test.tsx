import { useQuery } from '@tanstack/react-query';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { renderWith } from '../server.fixture.tsx';
import { ExpiringCoins } from './ExpiringCoins.tsx';

afterEach(cleanup);

const REQUEST = 'get /api/v1/wallet/expiring';
const grant = (day: number) => ({
  coins: { amountMinor: day * 1_500, currency: 'COIN' },
  expiresAt: `2026-04-0${day.toString()}T12:00:00Z`,
});

/** Shows that the answer has come, whatever else is made of it. */
function Heard() {
  const { data } = useQuery(queries.expiringCoins(useClient()));
  return data ? <p data-testid="heard" /> : null;
}

it('says how many coins expire on which day, the soonest only', async () => {
  renderWith({ [REQUEST]: () => ({ items: [1, 2, 3, 4].map(grant) }) }, <ExpiringCoins />);
  const lines = (await screen.findByTestId('expiring')).querySelectorAll('p');
  expect(lines).toHaveLength(3);
  expect(lines[0]?.textContent).toMatch(/1\.5.*Apr 1, 2026/);
});

it('says nothing where nothing expires', async () => {
  renderWith(
    { [REQUEST]: () => ({ items: [] }) },
    <>
      <ExpiringCoins />
      <Heard />
    </>,
  );
  await screen.findByTestId('heard');
  expect(screen.queryByTestId('expiring')).toBeNull();
});
