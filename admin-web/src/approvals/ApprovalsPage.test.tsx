import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const ADMIN_ID = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c09';
const PROPOSAL = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c10',
  kind: 'PRICE_LIST',
  change: {
    version: 2,
    prices: { currency: 'INR', packages: [{ id: 'inr-49', priceMinor: 5900 }] },
  },
  reason: 'New year prices',
  proposedBy: ADMIN_ID,
  proposedByName: 'Admin',
  proposedAt: '2026-01-05T10:15:30Z',
  expiresAt: '2026-01-12T10:15:30Z',
  state: 'PROPOSED',
  names: {},
  concerns: [],
};
const IN_FORCE = {
  version: 1,
  state: 'IN_FORCE',
  validFrom: '2026-01-01T00:00:00Z',
  prices: { currency: 'INR', packages: [{ id: 'inr-49', priceMinor: 4900 }] },
  nets: [],
};
const DECISION = `POST /api/v1/admin/approvals/${PROPOSAL.id}/decision`;

function open(userId: string, answer: () => Response) {
  return openConsole('/approvals', {
    'POST /api/v1/auth/refresh': () =>
      signedInAs({ id: userId, roles: ['FINANCE'], displayName: 'Finance' }),
    'GET /api/v1/admin/approvals': () => Response.json({ items: [PROPOSAL] }),
    'GET /api/v1/admin/prices': () => Response.json({ items: [IN_FORCE] }),
    [DECISION]: answer,
  });
}

async function give(reason: string) {
  fireEvent.change(await screen.findByTestId('reason'), { target: { value: reason } });
}

it('shows every value that changes, who asked and why', async () => {
  const { asked } = open('another', () => Response.json(PROPOSAL));
  expect((await screen.findByTestId('approval')).textContent).toContain('New year prices');
  expect(screen.getByTestId('approval-change').textContent).toBe(
    'version2prices.currencyINRprices.packages[1].idinr-49prices.packages[1].priceMinor5900',
  );
  expect(asked).toContain('GET /api/v1/admin/approvals?limit=50&state=PROPOSED');
});

it('says in people\u2019s words what a proposed list changes of the one in force', async () => {
  open('another', () => Response.json(PROPOSAL));
  expect((await screen.findByTestId('price-changes')).textContent).toBe(
    'Coin packages, inr-49: Price: ₹49.00 → ₹59.00',
  );
});

it('names those whom a change is about', async () => {
  const performerId = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01';
  openConsole('/approvals', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['FINANCE'] }),
    'GET /api/v1/admin/approvals': () =>
      Response.json({
        items: [
          {
            ...PROPOSAL,
            kind: 'AGENCY_MEMBERSHIP',
            change: { performerId, noticeDays: 30, coinsMinor: 1_500_000 },
            names: { [performerId]: 'Maya' },
            concerns: ['Maya', 'Northern Lights'],
          },
        ],
      }),
  });
  expect((await screen.findByTestId('approval-change')).textContent).toBe(
    'performerIdMayanoticeDays30coinsMinor1500000 = 1500.000 COIN',
  );
  expect(screen.getByTestId('approval-concerns').textContent).toBe(
    'About Maya and Northern Lights.',
  );
});

it('approves only with a reason', async () => {
  const { asked } = open('another', () => Response.json({ ...PROPOSAL, state: 'APPROVED' }));
  fireEvent.click(await screen.findByTestId('approval-approve'));
  await give(' x ');
  expect(screen.getByTestId('reason-submit').hasAttribute('disabled')).toBe(true);
  await give('checked the fees');
  fireEvent.click(screen.getByTestId('reason-submit'));
  await waitFor(() => expect(asked).toContain(DECISION));
  await waitFor(() => expect(screen.queryByTestId('reason-sheet')).toBeNull());
});

it('offers nobody to approve their own proposal', async () => {
  open(ADMIN_ID, () => Response.json(PROPOSAL));
  await screen.findByTestId('approval-own');
  expect(screen.queryByTestId('approval-approve')).toBeNull();
  expect(screen.queryByTestId('approval-withdraw')).not.toBeNull();
});

it('says in the server\u2019s words why a decision was refused', async () => {
  open('another', () => problem(409, 'NOT_APPLICABLE', 'The change cannot be made now: late.'));
  fireEvent.click(await screen.findByTestId('approval-reject'));
  await give('too low');
  fireEvent.click(screen.getByTestId('reason-submit'));
  expect((await screen.findByTestId('reason-error')).textContent).toBe(
    'The change cannot be made now: late.',
  );
});
