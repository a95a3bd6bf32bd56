import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { ReferralCard } from './ReferralCard.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const REQUEST = 'get /api/v1/performer/referrals';
const NO_CODE = {
  basisPoints: 500,
  windowDays: 30,
  termDays: 180,
  joined: 12,
  pending: { amountMinor: -419, currency: 'INR' },
  matured: { amountMinor: 838_000, currency: 'INR' },
};
const STANDING = { ...NO_CODE, code: '7KQ2M9XA' };

it('shows the link and the terms, and copies the link', async () => {
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  renderWith({ [REQUEST]: () => STANDING }, <ReferralCard />);
  const card = await screen.findByTestId('referrals');
  expect(card.textContent).toContain('5%');
  expect(card.textContent).toContain('180 days');
  expect(screen.getByTestId('referral-joined').textContent).toContain('12 people');
  expect(screen.getByTestId('referral-earned').textContent).toMatch(/-.*4\.19.*8,380\.00/);
  const link = screen.getByTestId('referral-link').textContent;
  expect(link).toBe(`${location.origin}/?ref=7KQ2M9XA`);
  const before = screen.getByTestId('referral-copy').textContent;
  fireEvent.click(screen.getByTestId('referral-copy'));
  await waitFor(() => expect(screen.getByTestId('referral-copy').textContent).not.toBe(before));
  expect(copied).toHaveBeenCalledWith(link);
});

it('says what is missing while there is no link yet', async () => {
  renderWith({ [REQUEST]: () => ({ ...NO_CODE, joined: 0 }) }, <ReferralCard />);
  await screen.findByTestId('referral-not-yet');
  expect(screen.queryByTestId('referral-link')).toBeNull();
});

it('shows nothing where there is no programme', async () => {
  const { asked } = renderWith(
    { [REQUEST]: () => ({ ...NO_CODE, basisPoints: 0, joined: 0 }) },
    <ReferralCard />,
  );
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(screen.queryByTestId('referrals')).toBeNull();
});
