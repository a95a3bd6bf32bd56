import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { ExpiringCoins } from './ExpiringCoins.tsx';

afterEach(cleanup);

const REQUEST = 'get /api/v1/wallet/expiring';
const grant = (day: number) => ({
  coins: { amountMinor: day * 1_500, currency: 'COIN' },
  expiresAt: `2026-04-0${day.toString()}T12:00:00Z`,
});

it('says how many coins expire on which day, the soonest only', async () => {
  renderWith({ [REQUEST]: () => ({ items: [1, 2, 3, 4].map(grant) }) }, <ExpiringCoins />);
  const lines = (await screen.findByTestId('expiring')).querySelectorAll('p');
  expect(lines).toHaveLength(3);
  expect(lines[0]?.textContent).toMatch(/1\.5.*Apr 1, 2026/);
});

it('says nothing where nothing expires', async () => {
  const { asked } = renderWith({ [REQUEST]: () => ({ items: [] }) }, <ExpiringCoins />);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(screen.queryByTestId('expiring')).toBeNull();
});
