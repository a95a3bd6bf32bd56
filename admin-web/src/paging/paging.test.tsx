import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';
import { capture } from '../sessions/session.fixture.ts';

afterEach(cleanup);

/** Three pages of one transfer each; the cursor of a page is its number. */
function openJournal(address: string) {
  const answers = {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/ledger/transfers': () => {
      const page = Number(new URLSearchParams(window.location.search).get('cursor') ?? 1);
      const items = [capture(100 - page, 0)];
      return Response.json({ items, ...(page < 3 && { nextCursor: String(page + 1) }) });
    },
  };
  return openConsole(address, answers);
}

async function shows(transferId: number) {
  await waitFor(() =>
    expect(screen.getByTestId('transfers-row').dataset.key).toBe(String(transferId)),
  );
}

it('goes forward by cursor and back the same way', async () => {
  openJournal('/transfers?code=CAPTURE');
  await shows(99);
  fireEvent.click(screen.getByTestId('pager-next'));
  await shows(98);
  fireEvent.click(screen.getByTestId('pager-next'));
  await shows(97);
  expect(window.location.search).toBe('?code=CAPTURE&cursor=3');
  fireEvent.click(screen.getByTestId('pager-previous'));
  await shows(98);
  fireEvent.click(screen.getByTestId('pager-previous'));
  await shows(99);
  expect(window.location.search).toBe('?code=CAPTURE');
});

it('offers the first page when a later one was opened by its address', async () => {
  openJournal('/transfers?cursor=2');
  await shows(98);
  fireEvent.click(screen.getByTestId('pager-first'));
  await shows(99);
});
