import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { RefundRequest } from './RefundRequest.tsx';

const PAID_AT = Date.parse('2026-01-05T10:10:41Z');
const UNTIL = '2026-01-12T10:10:41Z';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function showAt(now: number) {
  vi.setSystemTime(now);
  renderWith({}, <RefundRequest orderId="o1" until={UNTIL} />);
}

it('is there while there is time, and says until when', () => {
  showAt(PAID_AT);
  fireEvent.click(screen.getByTestId('refund'));
  expect(screen.getByText(/^Until .*2026.* not used/)).toBeTruthy();
});

it('goes when the time is over', () => {
  showAt(Date.parse(UNTIL) - 1);
  expect(screen.queryByTestId('refund')).not.toBeNull();
  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(screen.queryByTestId('refund')).toBeNull();
});

it('is not there for a purchase of long ago', () => {
  showAt(Date.parse(UNTIL) + 1);
  expect(screen.queryByTestId('refund')).toBeNull();
});
