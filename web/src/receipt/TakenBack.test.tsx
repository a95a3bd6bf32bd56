import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { TakenBack } from './TakenBack.tsx';

const REQUEST = 'get /api/v1/performer/calls/{callId}/taken-back';

afterEach(cleanup);

it('says how much went back, and when that was decided', async () => {
  renderWith(
    {
      [REQUEST]: () => ({
        amount: { amountMinor: 720, currency: 'INR' },
        at: '2026-01-06T09:12:00Z',
      }),
    },
    <TakenBack callId="c1" />,
  );
  const words = (await screen.findByTestId('taken-back')).textContent;
  expect(words).toContain('7.20');
  expect(words).toContain('2026');
});

it('says nothing where nothing was taken back', async () => {
  const { asked } = renderWith(
    { [REQUEST]: () => ({ amount: { amountMinor: 0, currency: 'INR' } }) },
    <TakenBack callId="c1" />,
  );
  await expect.poll(() => asked).toHaveLength(1);
  expect(screen.queryByTestId('taken-back')).toBeNull();
});
