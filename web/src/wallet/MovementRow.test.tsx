import type { Movement } from '@stagedoor/sdk';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Messages } from '../i18n/Messages.tsx';
import { MovementRow } from './MovementRow.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const GIFT: Movement = {
  id: 'm1',
  kind: 'GIFT',
  amount: { amountMinor: -30_000, currency: 'COIN' },
  at: '2026-01-05T10:31:41Z',
  counterpartyName: 'Meera',
  note: 'Rose × 3',
  gift: { item: 'rose', name: 'Rose', names: { hi: 'गुलाब' }, quantity: 3 },
  privateMessage: false,
};

function show(movement: Movement) {
  render(
    <Messages>
      <MovementRow movement={movement} />
    </Messages>,
  );
}

it('names a gift in the reader’s language', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['hi-IN']);
  show(GIFT);
  expect(screen.getByTestId('movement-gift').textContent).toBe('गुलाब × 3');
});

it.each([true, false])('says whether the message was private: %s', (privateMessage) => {
  show({ ...GIFT, privateMessage });
  expect(screen.queryByTestId('movement-private') !== null).toBe(privateMessage);
});

it.each([
  [-350_000, 'Payment taken back by the bank'],
  [350_000, 'Paid again by the bank'],
])('says which way coins went in a case of the bank: %d', (amountMinor, words) => {
  show({
    id: 'm2',
    kind: 'CHARGEBACK',
    amount: { amountMinor, currency: 'COIN' },
    at: '2026-01-05T10:31:41Z',
    note: '',
    privateMessage: false,
  });
  expect(screen.getByText(words)).toBeDefined();
});
