import type { CoinPackage } from '@stagedoor/sdk';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderWith } from '../server.fixture.tsx';
import { PackageCard } from './PackageCard.tsx';
import { OFFER } from './wallet.fixture.ts';

afterEach(cleanup);

function show(offer: CoinPackage) {
  renderWith({}, <PackageCard offer={offer} isBuying={false} isDisabled={false} onBuy={vi.fn()} />);
}

it('shows what the plan takes off the price', () => {
  show(OFFER);
  expect(screen.getByTestId('plan-price').textContent).toBe('₹99.00 without your plan');
  expect(screen.getByTestId('buy-inr-99').textContent).toBe('₹79.20');
  expect(screen.queryByTestId('plan-coins')).toBeNull();
});

it('shows which of the bonus comes from the plan', () => {
  show({
    ...OFFER,
    price: OFFER.regularPrice,
    bonusCoins: { amountMinor: 37_000, currency: 'COIN' },
    planCoins: { amountMinor: 22_000, currency: 'COIN' },
  });
  expect(screen.getByTestId('plan-coins').textContent).toBe('22 of them by your plan');
  expect(screen.queryByTestId('plan-price')).toBeNull();
});

it('says nothing of a plan to who has none', () => {
  show({ ...OFFER, price: OFFER.regularPrice });
  expect(screen.queryByTestId('plan-price')).toBeNull();
  expect(screen.queryByTestId('plan-coins')).toBeNull();
});

it('tells what a coin of a cent costs apart', () => {
  show({
    ...OFFER,
    price: { amountMinor: 999, currency: 'USD' },
    regularPrice: { amountMinor: 999, currency: 'USD' },
    paidCoins: { amountMinor: 900_000, currency: 'COIN' },
    bonusCoins: { amountMinor: 0, currency: 'COIN' },
    pricePerCoin: { amountMinor: 1, currency: 'USD' },
  });
  expect(screen.getByText('$0.0111 a coin')).toBeTruthy();
});
