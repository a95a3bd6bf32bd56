import type { Performer } from '@stagedoor/sdk';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { GiftCard } from './GiftCard.tsx';

afterEach(cleanup);

const ROSE = {
  id: 'rose',
  name: 'Rose',
  names: {},
  symbol: '🌹',
  price: { amountMinor: 10_000, currency: 'COIN' },
  category: 'BASIC',
  animation: 'POP',
};

it('gives something without a call, and says so', async () => {
  const { asked } = renderWith(
    {
      'get /api/v1/gifts': () => ({ items: [ROSE] }),
      'get /api/v1/wallet': () => ({ available: { amountMinor: 10_000, currency: 'COIN' } }),
      'post /api/v1/gifts': () => ({ available: { amountMinor: 0, currency: 'COIN' } }),
    },
    <GiftCard performer={{ id: 'p1', displayName: 'Meera' } as Performer} />,
  );
  fireEvent.click(screen.getByTestId('open-gift'));
  fireEvent.click(await screen.findByTestId('gift-rose'));
  fireEvent.click(screen.getByTestId('send-gift'));
  expect((await screen.findByTestId('gift-given')).textContent).toContain('Meera');
  expect(screen.queryByTestId('gift-sheet')).toBeNull();
  const given = asked.find(({ request }) => request === 'post /api/v1/gifts')?.body;
  expect(given).toMatchObject({ performerId: 'p1', item: 'rose', quantity: 1 });
  expect(given).not.toHaveProperty('callId');
});
