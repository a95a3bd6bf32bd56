import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { CallComplaint } from './CallComplaint.tsx';

const ENDED_AT = '2026-01-05T10:15:30Z';
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function showAt(afterMs: number) {
  vi.setSystemTime(Date.parse(ENDED_AT) + afterMs);
  return renderWith(
    { 'post /api/v1/calls/{callId}/dispute': () => ({ state: 'OPEN' }) },
    <CallComplaint callId="c1" endedAt={ENDED_AT} />,
  );
}

it('sends what was wrong, and says where coins come back', async () => {
  const { asked } = showAt(0);
  fireEvent.click(screen.getByTestId('complaint'));
  fireEvent.change(screen.getByTestId('complaint-reason'), { target: { value: ' It froze ' } });
  fireEvent.click(screen.getByTestId('complaint-submit'));
  expect((await screen.findByTestId('complaint-asked')).textContent).toContain('wallet');
  expect(asked).toMatchObject([{ body: { reason: 'It froze' } }]);
});

it('is there for a week', () => {
  showAt(WEEK_MS);
  expect(screen.queryByTestId('complaint')).not.toBeNull();
  cleanup();
  showAt(WEEK_MS + 1);
  expect(screen.queryByTestId('complaint')).toBeNull();
});
