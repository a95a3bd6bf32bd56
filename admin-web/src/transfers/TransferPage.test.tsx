import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';
import { capture } from '../sessions/session.fixture.ts';

afterEach(cleanup);

function open(transfer: object) {
  openConsole('/transfers/77', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/ledger/transfers/77': () =>
      Response.json({ ...capture(77, 0), ...transfer }),
  });
}

function cells(row: HTMLElement): (string | null)[] {
  return within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
}

it('writes a capture as a journal entry that balances in each asset', async () => {
  open({});
  const legs = await screen.findAllByTestId('journal-leg');
  expect(legs.map((leg) => leg.dataset.asset)).toEqual(['COIN', 'INR']);
  expect(legs.map((leg) => within(leg).getAllByTestId('journal-line').map(cells))).toEqual([
    [
      ['V2Viewer, held#11', '8.000', '', ''],
      ['P2Coins redeemed#12', '', '8.000', ''],
    ],
    [
      ['P6Platform expense#13', '3.60', '', ''],
      ['C1Performer, pending#14', '', '3.60', ''],
    ],
  ]);
  expect(screen.getAllByTestId('balance-mark').map((mark) => mark.dataset.balanced)).toEqual([
    'true',
    'true',
  ]);
});

it('leads from a transfer to its reversal and back', async () => {
  open({ reversesTransferId: 70, reversedByTransferId: 80 });
  const reverses = await screen.findByTestId('transfer-reverses');
  const reversedBy = screen.getByTestId('transfer-reversed-by');
  expect(within(reverses).getByRole('link').getAttribute('href')).toBe('/admin/transfers/70');
  expect(within(reversedBy).getByRole('link').getAttribute('href')).toBe('/admin/transfers/80');
});
