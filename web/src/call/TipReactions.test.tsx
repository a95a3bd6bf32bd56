import type { TipReceived } from '@stagedoor/sdk';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Messages } from '../i18n/Messages.tsx';
import { chime } from './chime.ts';
import { TipReactions } from './TipReactions.tsx';

vi.mock('./chime.ts', () => ({ chime: vi.fn() }));

afterEach(() => {
  cleanup();
  vi.mocked(chime).mockClear();
});

function tip(tipId: string, coins: number): TipReceived {
  return {
    tipId,
    fromName: 'Asha',
    amount: { amountMinor: coins * 1_000, currency: 'COIN' },
    message: '',
  };
}

it.each([
  [1, 'small'],
  [49, 'small'],
  [50, 'medium'],
  [199, 'medium'],
  [200, 'large'],
  [999, 'large'],
  [1_000, 'luxury'],
  [10_000, 'luxury'],
])('shows and sounds %i coins as %s', (coins, size) => {
  render(
    <Messages>
      <TipReactions tips={[tip('1', coins)]} />
    </Messages>,
  );
  expect(screen.getByTestId('tip-reaction').dataset.size).toBe(size);
  expect(vi.mocked(chime).mock.calls).toEqual([[size]]);
});

it('sounds each tip once, also of one size', () => {
  const shown = (tips: readonly TipReceived[]) => (
    <Messages>
      <TipReactions tips={tips} />
    </Messages>
  );
  const { rerender } = render(shown([]));
  expect(chime).not.toHaveBeenCalled();
  rerender(shown([tip('1', 10)]));
  rerender(shown([tip('1', 10)]));
  rerender(shown([tip('1', 10), tip('2', 20)]));
  expect(vi.mocked(chime).mock.calls).toEqual([['small'], ['small']]);
});
