import type { GiftItem, Subscription } from '@stagedoor/sdk';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { GiftSheet } from './GiftSheet.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const coins = (whole: number) => ({ amountMinor: whole * 1_000, currency: 'COIN' }) as const;
const PERFORMER = { id: 'p1', displayName: 'Meera' };
const CALL = { callId: 'c1', performer: PERFORMER };
const POST = 'post /api/v1/gifts';

function item(id: string, more: Partial<GiftItem>): GiftItem {
  return {
    id,
    name: id,
    names: {},
    symbol: '🎁',
    price: coins(10),
    category: 'BASIC',
    animation: 'POP',
    ...more,
  };
}

const CASTLE = item('castle', { category: 'LUXURY', names: { kn: 'ಕೋಟೆ' } });
const SEAL = item('seal', { category: 'EXCLUSIVE' });

function open(items: readonly GiftItem[], memberOf: readonly string[] = []) {
  const subscriptions = memberOf.map((performerId) => ({ state: 'ACTIVE', plan: { performerId } }));
  return renderWith(
    {
      'get /api/v1/gifts': () => ({ items }),
      'get /api/v1/wallet': () => ({ available: coins(1_000) }),
      'get /api/v1/subscriptions': () => ({ items: subscriptions as Subscription[] }),
      [POST]: () => ({ available: coins(990) }),
    },
    <GiftSheet to={CALL} onClose={vi.fn()} />,
  );
}

it('shows what there is under the heading of its category, in the reader’s language', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['kn', 'en']);
  open([CASTLE, item('rose', {}), item('heart', {})]);
  const luxury = await screen.findByTestId('gifts-LUXURY');
  expect(within(luxury).getByText('ಕೋಟೆ').lang).toBe('kn');
  expect(within(screen.getByTestId('gifts-BASIC')).getAllByRole('listitem')).toHaveLength(2);
  expect(
    screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent),
  ).toEqual(['Basic', 'Luxury']);
});

it('says until when a gift of an event is offered', async () => {
  open([item('lamp', { category: 'EVENT', offeredUntil: '2026-10-22T18:30:00Z' })]);
  expect((await screen.findByTestId('gift-lamp')).textContent).toMatch(/until Oct 2\d, 2026/);
});

it('locks what is exclusive for whoever is in no fan club of this performer', async () => {
  open([SEAL], ['somebody else']);
  fireEvent.click(await screen.findByTestId('gift-seal'));
  expect(screen.getByTestId('gift-seal').textContent).toContain('Fan club only');
  expect(screen.getByTestId('gift-locked').textContent).toContain('Meera’s fan club');
  expect(screen.queryByTestId('send-gift')).toBeNull();
});

it.each([
  ['come at nine', true],
  ['  ', undefined],
])('sends the words %j for the performer alone: %s', async (words, privateMessage) => {
  const { asked } = open([item('rose', {})]);
  fireEvent.click(await screen.findByTestId('gift-rose'));
  fireEvent.change(screen.getByTestId('tip-message'), { target: { value: words } });
  fireEvent.click(screen.getByText('Only Meera reads the message'));
  fireEvent.click(screen.getByTestId('send-gift'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain(POST));
  const given = asked.find(({ request }) => request === POST)?.body;
  expect(given).toMatchObject({ callId: 'c1', message: words.trim(), anonymous: false });
  expect((given as { privateMessage?: boolean }).privateMessage).toBe(privateMessage);
});

it('lets a member give what is exclusive', async () => {
  const { asked } = open([SEAL], [PERFORMER.id]);
  await waitFor(() => expect(screen.queryByText('Fan club only')).toBeNull());
  fireEvent.click(await screen.findByTestId('gift-seal'));
  fireEvent.click(screen.getByTestId('send-gift'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain(POST));
});
