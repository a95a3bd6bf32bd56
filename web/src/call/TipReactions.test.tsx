import type { TipReceived } from '@stagedoor/sdk';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Messages } from '../i18n/Messages.tsx';
import { chime } from './chime.ts';
import { TipReactions } from './TipReactions.tsx';

vi.mock('./chime.ts', () => ({ chime: vi.fn() }));

afterEach(() => {
  cleanup();
  vi.mocked(chime).mockClear();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Look = Partial<NonNullable<TipReceived['gift']>>;

function gift(tipId: string, look: Look): TipReceived {
  const castle = { item: 'castle', name: 'Castle', names: {}, quantity: 1, symbol: '🏰' } as const;
  return {
    ...tip(tipId, 10),
    gift: { ...castle, category: 'LUXURY', animation: 'BURST', ...look },
  };
}

function reactions(tips: readonly TipReceived[]) {
  return (
    <Messages>
      <TipReactions tips={tips} />
    </Messages>
  );
}

function pass(ms: number) {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

const onScreen = () => screen.queryByTestId('gift-screen')?.textContent ?? null;

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

it('says what was given, how many of it, in the reader’s language', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['te-IN', 'en-IN']);
  render(reactions([gift('1', { category: 'BASIC', names: { te: 'కోట' }, quantity: 3 })]));
  expect(screen.getByTestId('tip-gift').textContent).toBe('🏰 కోట × 3');
  expect(screen.getByText('కోట').lang).toBe('te');
  expect(screen.getByTestId('tip-reaction').textContent).toContain('Asha gave');
});

it.each(['POP', 'RAIN', 'SHINE', 'FLY', 'BURST'] as const)(
  'plays a gift that %ss, and ends by itself',
  (animation) => {
    vi.useFakeTimers();
    render(reactions([gift('1', { category: 'PREMIUM', animation })]));
    expect(screen.getByTestId('gift-effect').dataset.animation).toBe(animation);
    expect(onScreen()).toBeNull();
    pass(10_000);
    expect(screen.queryByTestId('gift-effect')).toBeNull();
    expect(screen.queryByTestId('tip-reaction')).toBeNull();
  },
);

it('draws no more of ninety-nine than a telephone can', () => {
  render(reactions([gift('1', { category: 'EVENT', animation: 'RAIN', quantity: 99 })]));
  // One more stands still, for those who want it so.
  expect(screen.getByTestId('gift-effect').children).toHaveLength(24 + 1);
});

it('gives luxury gifts the screen one after the other, and of many the last two', () => {
  vi.useFakeTimers();
  const symbols = ['a', 'b', 'c', 'd', 'e'];
  const all = symbols.map((symbol) => gift(symbol, { symbol, animation: 'POP' }));
  const { rerender } = render(reactions([]));
  rerender(reactions(all.slice(0, 1)));
  expect(onScreen()).toBe('aa');
  // They change nothing of what is shown.
  rerender(reactions(all));
  expect(onScreen()).toBe('aa');
  const seen = symbols.map(() => {
    pass(3_500);
    return onScreen();
  });
  expect(seen).toEqual(['dd', 'ee', null, null, null]);
});

it('does not show again what was given before the page stood', () => {
  render(reactions([gift('1', {})]));
  expect(onScreen()).toBeNull();
});

it.each([
  ['the performer', 'come at nine', 'Only you can read this'],
  ['the viewer', '', 'With a private note'],
])('tells %s of a private note', (_, message, words) => {
  render(reactions([{ ...tip('1', 10), message, privateMessage: true }]));
  expect(screen.getByTestId('tip-private-note').textContent).toBe(words);
  expect(screen.queryByText('come at nine') !== null).toBe(message !== '');
});
