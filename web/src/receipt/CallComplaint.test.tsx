import type { CallComplaint as Standing } from '@stagedoor/sdk';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { CallComplaint } from './CallComplaint.tsx';

const UNTIL = '2026-01-12T10:15:30Z';
/** How often the page looks at the clock. */
const EVERY_MINUTE = 60_000;
const OPENED_AT = '2026-01-05T11:00:00Z';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.setSystemTime(Date.parse(UNTIL) - EVERY_MINUTE);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** With a server that knows of one complaint, from when it is sent. */
function show(before: Standing = { until: UNTIL }) {
  let standing = before;
  return renderWith(
    {
      'get /api/v1/calls/{callId}/dispute': () => standing,
      'post /api/v1/calls/{callId}/dispute': () => {
        standing = { until: UNTIL, state: 'OPEN', openedAt: OPENED_AT };
        return { state: 'OPEN' };
      },
    },
    <CallComplaint callId="c1" />,
  );
}

it('sends what was wrong, and says how it stands once that is read', async () => {
  const { asked } = show();
  fireEvent.click(await screen.findByTestId('complaint'));
  fireEvent.change(screen.getByTestId('complaint-reason'), { target: { value: ' It froze ' } });
  fireEvent.click(screen.getByTestId('complaint-submit'));
  expect((await screen.findByTestId('complaint-asked')).textContent).toContain('wallet');
  expect(asked).toContainEqual({
    request: 'post /api/v1/calls/{callId}/dispute',
    body: expect.objectContaining({ reason: 'It froze' }) as unknown,
  });
  fireEvent.keyDown(screen.getByTestId('complaint-asked'), { key: 'Escape' });
  expect((await screen.findByTestId('complaint-standing')).textContent).toContain('looking');
  expect(screen.queryByTestId('complaint')).toBeNull();
});

it('says how much was given back', async () => {
  show({
    until: UNTIL,
    state: 'REFUNDED',
    openedAt: OPENED_AT,
    returned: { amountMinor: 20_000, currency: 'COIN' },
  });
  expect((await screen.findByTestId('complaint-standing')).textContent).toContain('20 coins');
});

it('says that it was turned down', async () => {
  show({ until: UNTIL, state: 'REJECTED', openedAt: OPENED_AT });
  expect((await screen.findByTestId('complaint-standing')).textContent).toContain('turned down');
});

it('is there until the moment the server names', async () => {
  show();
  expect(await screen.findByTestId('complaint')).toBeTruthy();
  act(() => {
    vi.advanceTimersByTime(2 * EVERY_MINUTE);
  });
  expect(screen.queryByTestId('complaint')).toBeNull();
});
