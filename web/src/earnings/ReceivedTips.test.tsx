import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { ReceivedTips } from './ReceivedTips.tsx';

afterEach(cleanup);

const TIP = {
  id: 't1',
  amount: { amountMinor: 30_000, currency: 'COIN' },
  at: '2026-01-05T10:31:41Z',
  message: '',
  privateMessage: false,
};

async function rows(items: readonly object[]) {
  renderWith({ 'get /api/v1/performer/tips': () => ({ items }) }, <ReceivedTips />);
  return (await screen.findAllByTestId('received-tip')).map(({ textContent }) => textContent);
}

it('reads a performer what was given, by whom, and which words are for nobody else', async () => {
  const [first, second] = await rows([
    {
      ...TIP,
      viewerName: 'Asha',
      message: 'come at nine',
      privateMessage: true,
      gift: { item: 'rose', name: 'Rose', names: {}, quantity: 3 },
    },
    { ...TIP, id: 't2', message: 'well sung' },
  ]);
  expect(first).toMatch(/Asha.*Rose × 3.*come at nine.*Only you can read this/);
  expect(second).toMatch(/Somebody.*well sung/);
  expect(screen.getAllByTestId('received-private')).toHaveLength(1);
});

it('says that nothing was given yet', async () => {
  renderWith({ 'get /api/v1/performer/tips': () => ({ items: [] }) }, <ReceivedTips />);
  expect(await screen.findByText('Nothing was given yet')).toBeTruthy();
});
