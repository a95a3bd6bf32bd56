import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const BOUNDS = { base: 5, minimum: 1, maximum: 50 };
const PRICES = {
  currency: 'INR',
  nominalMinorPerCoin: 100,
  taxBasisPoints: 1800,
  marginFloorBasisPoints: 500,
  packages: [
    { id: 'inr-49', priceMinor: 4900, paidCoins: 45, bonusCoins: 5, badge: '', quickBuy: false },
  ],
  tiers: [
    {
      name: 'regular',
      minimumFollowers: 0,
      needsVerification: false,
      audio: BOUNDS,
      video: BOUNDS,
    },
  ],
  peakWindows: [{ from: '22:00', to: '02:00', zone: 'Asia/Kolkata', multiplierBasisPoints: 15000 }],
  gifts: [{ id: 'rose', name: 'Rose', symbol: '🌹', coins: 10 }],
  plans: [],
  splits: [{ scope: 'DEFAULT', key: '', performerBasisPoints: 4500, agencyBasisPoints: 2500 }],
  expiry: {
    paidExpires: true,
    paidInactiveDays: 365,
    bonusDays: 90,
    promoDays: 30,
    refundDays: 7,
  },
  fees: [{ channel: 'razorpay', basisPoints: 200, fixedMinor: 0 }],
  payoutLimits: {
    minimumMinor: 50000,
    dailyMinor: 5000000,
    monthlyMinor: 50000000,
    maturityDays: 7,
  },
};
const NET = { packageId: 'inr-49', channel: 'razorpay', allowance: false, requiredMilli: 50000 };
const GOOD = { ...NET, netMilli: 81000, enough: true };
const BAD = { ...NET, netMilli: 30000, enough: false };
const VERSION = {
  version: 0,
  prices: PRICES,
  validFrom: '1970-01-01T00:00:00Z',
  state: 'IN_FORCE',
  nets: [GOOD],
};
const PROPOSALS = 'POST /api/v1/admin/prices/proposals';

function open(nets: object[], faults: object[] = []) {
  return openConsole('/prices', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/prices': () => Response.json({ items: [VERSION] }),
    'POST /api/v1/admin/prices/preview': () => Response.json({ faults, nets }),
    [PROPOSALS]: () => problem(409, 'PRICES_OUTDATED', 'Version 2 was published since.'),
  });
}

async function draft() {
  fireEvent.click(await screen.findByTestId('take-version'));
  await screen.findByTestId('price-packages-0-priceMinor');
  leave('price-packages-0-priceMinor', '₹59');
}

/** Types a number and goes on, which is when it counts. */
function leave(testId: string, value: string) {
  const field = screen.getByTestId(testId);
  act(() => field.focus());
  type(testId, value);
  act(() => field.blur());
}

function type(testId: string, value: string) {
  fireEvent.change(screen.getByTestId(testId), { target: { value } });
}

it('shows the list in force and what its coins earn', async () => {
  open([GOOD]);
  expect((await screen.findByTestId('net-bar')).textContent).toContain('0.81');
  expect(screen.getByTestId('prices-gifts').textContent).toContain('Rose');
  expect(screen.getByTestId('prices-packages').textContent).toMatch(/Price ₹49\.00.*Quick buy no/);
  expect(screen.getByTestId('prices-splits').textContent).toMatch(/For everybody.*Performer 45%/);
  expect(screen.getByTestId('prices-peakWindows').textContent).toContain('Multiplier × 1.5');
});

it('warns whoever drafts while another list is to begin', async () => {
  const planned = { ...VERSION, version: 1, state: 'UPCOMING', validFrom: '2026-12-01T00:00:00Z' };
  openConsole('/prices', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/prices': () => Response.json({ items: [planned, VERSION] }),
    'POST /api/v1/admin/prices/preview': () => Response.json({ faults: [], nets: [GOOD] }),
  });
  fireEvent.click((await screen.findAllByTestId('take-version'))[1] ?? document.body);
  expect((await screen.findByTestId('planned-prices')).textContent).toContain(
    'Version 1 is to begin',
  );
});

it('lets a list that is to begin be called off by the one in force', async () => {
  const planned = { ...VERSION, version: 1, state: 'UPCOMING', validFrom: '2026-12-01T00:00:00Z' };
  openConsole('/prices', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/prices': () => Response.json({ items: [planned, VERSION] }),
    'POST /api/v1/admin/prices/preview': () => Response.json({ faults: [], nets: [GOOD] }),
  });
  fireEvent.click((await screen.findAllByTestId('take-version'))[1] ?? document.body);
  expect((await screen.findByTestId('call-off')).textContent).toContain('version 1');
  fireEvent.change(await screen.findByTestId('proposal-reason'), { target: { value: 'Not yet' } });
  expect(screen.getByTestId('proposal-submit').hasAttribute('disabled')).toBe(false);
});

it('warns nobody where none is to begin', async () => {
  open([GOOD]);
  await draft();
  expect(screen.queryByTestId('planned-prices')).toBeNull();
});

it('takes numbers as people write them', async () => {
  open([GOOD]);
  await draft();
  const written = (field: string) => screen.getByTestId<HTMLInputElement>(`price-${field}`).value;
  expect(written('packages-0-priceMinor')).toBe('₹59.00');
  expect(written('splits-0-performerBasisPoints')).toBe('45%');
  leave('price-splits-0-performerBasisPoints', '45.55');
  leave('price-peakWindows-0-multiplierBasisPoints', '1.25');
  leave('price-packages-0-paidCoins', '1,045');
  leave('price-payoutLimits.dailyMinor', '12,345,678.90');
  expect(screen.getByTestId('price-changes').textContent).toBe(
    [
      'Coin packages, inr-49: Price: ₹49.00 → ₹59.00',
      'Coin packages, inr-49: Coins: 45 → 1,045',
      'Peak hours, 1: Multiplier: × 1.5 → × 1.25',
      'Splits, 1: Performer: 45% → 45.55%',
      'Payout a day: ₹50,000.00 → ₹1,23,45,678.90',
    ].join(''),
  );
});

it('does not take for a price what is none', async () => {
  open([GOOD]);
  await draft();
  leave('price-packages-0-priceMinor', 'cheap');
  expect(screen.getByTestId('price-changes').textContent).toContain('₹49.00 → ₹59.00');
});

it('offers the words that a split can be for', async () => {
  open([GOOD]);
  await draft();
  fireEvent.click(screen.getByTestId('price-splits-0-scope'));
  fireEvent.click(await screen.findByRole('option', { name: 'one performer' }));
  expect(screen.getByTestId('price-changes').textContent).toContain(
    'Splits, 1: For: everybody → one performer',
  );
});

it('gives a gift its category, a name and an animation, by choices', async () => {
  open([GOOD]);
  await draft();
  expect(screen.queryByTestId('price-gifts-0-look.from')).toBeNull();
  const choose = async (field: string, name: string) => {
    fireEvent.click(screen.getByTestId(`price-gifts-0-look.${field}`));
    fireEvent.click(await screen.findByRole('option', { name }));
  };
  await choose('category', 'event: may have dates');
  await choose('animation', 'shines');
  type('price-gifts-0-look.names.te', 'గులాబీ');
  type('price-gifts-0-look.until', '2026-10-22T18:30');
  expect(
    screen
      .getAllByText(/^Gifts, rose/)
      .map(({ textContent }) => textContent)
      .slice(0, 3),
  ).toEqual([
    'Gifts, rose: Category: – → event: may have dates',
    'Gifts, rose: Animation: – → shines',
    'Gifts, rose: Name in Telugu: – → గులాబీ',
  ]);
  expect(screen.getByText(/^Gifts, rose: Offered until: – → .*22.*2026/)).toBeTruthy();
  expect(screen.getByTestId<HTMLInputElement>('price-gifts-0-look.until').value).toBe(
    '2026-10-22T18:30',
  );
});

it('leaves out of a gift what is as if nothing were said', async () => {
  open([GOOD]);
  await draft();
  type('price-gifts-0-look.names.te', 'గులాబీ');
  expect(screen.getByTestId('price-changes').textContent).toContain('Name in Telugu');
  type('price-gifts-0-look.names.te', '');
  expect(screen.getByTestId('price-changes').textContent).not.toContain('gifts');
});

it('tells coins that are sold from those that a plan gives', async () => {
  const sold = { ...BAD, planId: 'vip' };
  open([sold, { ...sold, allowance: true }]);
  await draft();
  await waitFor(() => expect(screen.getAllByTestId('net-bar')).toHaveLength(2));
  const bars = screen.getAllByTestId('net-bar');
  expect(bars.map((bar) => bar.querySelector('span')?.textContent)).toEqual([
    'inr-49 with vip through razorpay',
    'Free minutes of vip, paid after inr-49 through razorpay',
  ]);
});

it('lists every value that a draft changes', async () => {
  open([GOOD]);
  await draft();
  expect(screen.getByTestId('price-changes').textContent).toBe(
    'Coin packages, inr-49: Price: ₹49.00 → ₹59.00',
  );
});

it('asks for a second reason where coins would earn too little', async () => {
  const { asked } = open([BAD]);
  await draft();
  await screen.findByTestId('proposal-override');
  type('proposal-reason', 'one evening');
  expect(screen.getByTestId('proposal-submit').hasAttribute('disabled')).toBe(true);
  type('proposal-override', 'meant so');
  fireEvent.click(screen.getByTestId('proposal-submit'));
  await waitFor(() => expect(asked).toContain(PROPOSALS));
  expect((await screen.findByTestId('proposal-error')).textContent).toBe(
    'Version 2 was published since.',
  );
});

it('says what makes no sense and offers no way to propose it', async () => {
  open([], [{ pointer: '/packages/1/id', detail: 'is there twice' }]);
  await draft();
  expect((await screen.findByTestId('price-faults')).textContent).toBe(
    'Coin packages, 2: Id: is there twice',
  );
  expect(screen.queryByTestId('proposal-submit')).toBeNull();
});
