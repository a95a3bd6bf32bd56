import { ProblemError } from '@stagedoor/sdk';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { RatesCard } from './RatesCard.tsx';

afterEach(cleanup);

const ID = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02';
const coins = (whole: number) => ({ amountMinor: whole * 1_000, currency: 'COIN' });
const PERFORMER = {
  id: ID,
  displayName: 'Maya',
  bio: '',
  audioRate: coins(5),
  videoRate: coins(8),
  increment: 'MINUTE',
  presence: 'ONLINE',
  ratingCount: 0,
};

it('says between what rates may be chosen, and which one is not', async () => {
  renderWith(
    {
      'get /api/v1/performers/{performerId}': () => PERFORMER,
      'get /api/v1/me/performer/rate-bounds': () => ({
        tier: 'regular',
        audio: { minimum: coins(1), maximum: coins(50) },
        video: { minimum: coins(1), maximum: coins(80) },
      }),
      'put /api/v1/me/performer': () => {
        throw new ProblemError({
          type: 'about:blank',
          title: 'Unprocessable Content',
          status: 422,
          detail: 'At the level regular an audio call may cost 1 to 50 coins a minute.',
          code: 'RATE_OUT_OF_BOUNDS',
          instance: '/',
          errors: [{ pointer: '#/audioRate', detail: 'must be 1 to 50 coins a minute' }],
        });
      },
    },
    <RatesCard userId={ID} />,
  );
  const audio = await screen.findByTestId('rate-audio');
  await screen.findByText('1 to 50 coins a minute');
  expect(screen.getByText('1 to 80 coins a minute')).toBeTruthy();
  fireEvent.change(audio, { target: { value: '51' } });
  fireEvent.click(screen.getByTestId('save-rates'));
  expect((await screen.findByTestId('rates-error')).textContent).toContain('At the level regular');
  expect(await screen.findByText('must be 1 to 50 coins a minute')).toBeTruthy();
});
