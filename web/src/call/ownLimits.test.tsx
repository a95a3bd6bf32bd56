import type { CallView } from '@stagedoor/sdk';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { QuoteFacts } from '../precall/QuoteFacts.tsx';
import { renderWith } from '../server.fixture.tsx';
import { type CallEvent, newSession, reduceCall } from './callState.ts';
import { PauseOverlay } from './PauseOverlay.tsx';
import { WarningBanner } from './WarningBanner.tsx';

afterEach(cleanup);

const coins = (whole: number) => ({ amountMinor: whole * 1_000, currency: 'COIN' }) as const;

const CALL: CallView = {
  callId: 'c1',
  state: 'ACTIVE',
  kind: 'VIDEO',
  booked: false,
  increment: 'MINUTE',
  perMinute: coins(20),
  viewer: { id: 'v1', displayName: 'Asha' },
  performer: { id: 'p1', displayName: 'Meera' },
  createdAt: '2026-01-05T10:15:30Z',
  deliveredMs: 0,
  charged: coins(0),
};

const server = (most: number) => ({
  'get /api/v1/wallet': () => ({ available: coins(500) }),
  'get /api/v1/wallet/limits': () => ({
    items: [{ kind: 'SPEND', period: 'DAY', amount: coins(most), used: coins(40) }],
  }),
});

const after = (change: CallEvent) => reduceCall(newSession(CALL, 'v1'), change, 0);
const PAUSED = after({
  name: 'call.paused',
  event: { callId: 'c1', reason: 'INSUFFICIENT_FUNDS', untilMs: 30_000 },
});
const WARNED = after({
  name: 'call.warning',
  event: { callId: 'c1', level: 'LOW', remainingMs: 118_000 },
});

const QUOTE = {
  quoteId: 'q1',
  viewerId: 'v1',
  performerId: 'p1',
  kind: 'VIDEO',
  increment: 'MINUTE',
  perMinute: coins(20),
  minimum: coins(60),
  spendable: coins(10),
  estimatedMinutes: 0,
  expiresAt: '2026-01-05T10:15:30Z',
} as const;

describe('whoever comes to a limit of their own', () => {
  it('is not asked to buy coins in a pause', async () => {
    renderWith(server(50), <PauseOverlay session={PAUSED} onTopUp={vi.fn()} />);
    await screen.findByText(/a limit you set/);
    expect(screen.queryByTestId('pause-top-up')).toBeNull();
  });

  it('is warned of the limit', async () => {
    renderWith(server(50), <WarningBanner session={WARNED} onTopUp={vi.fn()} />);
    expect((await screen.findAllByText(/1:58 left within the limits/)).length).toBe(2);
    expect(screen.queryByTestId('warning-top-up')).toBeNull();
  });

  it('is told before a call that the limit is too low for it', async () => {
    renderWith(server(50), <QuoteFacts quote={QUOTE} onTopUp={vi.fn()} onLimits={vi.fn()} />);
    await screen.findByTestId('quote-limits');
    expect(screen.getByTestId('quote-short').textContent).toContain('leave less');
    expect(screen.queryByTestId('quote-top-up')).toBeNull();
  });
});

describe('whoever has a limit that leaves all coins', () => {
  it('may top up in a pause', async () => {
    const { asked } = renderWith(
      server(1_000),
      <PauseOverlay session={PAUSED} onTopUp={vi.fn()} />,
    );
    await vi.waitFor(() => expect(asked.length).toBe(2));
    expect(screen.getByTestId('pause-top-up')).toBeDefined();
  });
});
