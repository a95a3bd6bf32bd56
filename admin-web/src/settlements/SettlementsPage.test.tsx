import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const money = (amountMinor: number) => ({ amountMinor, currency: 'INR' });

const LINE = {
  id: 7,
  provider: 'stripe',
  settlement: 'po_1',
  day: '2026-03-10',
  line: 'txn_1',
  kind: 'PAYMENT',
  payment: 'pi_1',
  gross: money(9900),
  fee: money(297),
  net: money(9603),
  standing: 'UNKNOWN',
  note: '',
};
const IMPORT = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06',
  provider: 'stripe',
  fileName: 'march.csv',
  lines: 1,
  open: 1,
  importedBy: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c07',
  importedAt: '2026-03-12T10:15:30Z',
};
const IMPORTS = '/api/v1/admin/payments/settlements';
const LINES = '/api/v1/admin/payments/settlement-lines';

function open(imports: object[], lines: object[], answer?: () => Response) {
  return openConsole('/settlements', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/payments/providers': () =>
      Response.json({
        items: [{ name: 'stripe', enabled: true, takesOrders: true, quarantined: 0 }],
      }),
    [`GET ${IMPORTS}`]: () => Response.json({ items: imports }),
    [`GET ${LINES}`]: () => Response.json({ items: lines }),
    [`POST ${IMPORTS}`]:
      answer ?? (() => Response.json({ lines: 2, known: 1, waiting: 0, differing: 1 })),
    [`POST ${LINES}/7/note`]: () => new Response(null, { status: 204 }),
  });
}

async function importFile(content: string) {
  const file = new File([content], 'march.csv', { type: 'text/csv' });
  fireEvent.change(await screen.findByTestId('file'), { target: { files: [file] } });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('import').disabled).toBe(false));
  fireEvent.click(screen.getByTestId('import'));
}

it('says what to do where nothing was imported yet', async () => {
  open([], []);
  await screen.findByTestId('empty');
  await screen.findByTestId('import');
});

it('shows what does not fit before the files', async () => {
  open([IMPORT], [LINE]);
  const line = await screen.findByTestId('settlement-lines-row');
  expect(line.textContent).toContain('pi_1');
  expect(line.textContent).toContain('nothing');
  const file = await screen.findByTestId('settlement-imports-row');
  expect(line.compareDocumentPosition(file)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it('says so when everything fits', async () => {
  open([IMPORT], []);
  await screen.findByTestId('all-fits');
});

it('sends a file and says what came of it', async () => {
  const { asked } = open([], []);
  await importFile('settlement,day\n');
  await waitFor(() => expect(asked).toContain(`POST ${IMPORTS}`));
  expect((await screen.findByTestId('imported')).textContent).toContain('2 new lines');
});

it('says in the server’s words why a file was refused', async () => {
  open([], [], () =>
    Response.json(
      { status: 422, code: 'SETTLEMENT_REFUSED', detail: 'line 2: day is empty' },
      { status: 422, headers: { 'content-type': 'application/problem+json' } },
    ),
  );
  await importFile('settlement,day\n');
  expect((await screen.findByTestId('import-refused')).textContent).toContain('line 2');
});

it('sends no file that the server would not take', async () => {
  open([], []);
  const file = new File(['x'.repeat(2_000_001)], 'year.csv', { type: 'text/csv' });
  fireEvent.change(await screen.findByTestId('file'), { target: { files: [file] } });
  await screen.findByTestId('too-large');
  expect(screen.getByTestId<HTMLButtonElement>('import').disabled).toBe(true);
});

it('closes a line with a note of who has looked', async () => {
  const { asked } = open([IMPORT], [LINE]);
  fireEvent.click(await screen.findByTestId('note-7'));
  fireEvent.change(screen.getByTestId('reason'), { target: { value: 'another shop' } });
  fireEvent.click(screen.getByTestId('reason-submit'));
  await waitFor(() => expect(asked).toContain(`POST ${LINES}/7/note`));
  await waitFor(() => expect(screen.queryByTestId('reason-sheet')).toBeNull());
});
