import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const HOLDS = {
  check: 'holds',
  status: 'OK',
  claim: 'held coins are the sum of open holds',
  found: 0,
  samples: [],
  remedy: '',
  at: '2026-01-05T03:30:00Z',
  durationMs: 12,
};

const SEAL = {
  name: 'seal',
  nextRunAt: '2026-01-05T10:41:00Z',
  running: false,
  last: {
    at: '2026-01-05T10:40:00Z',
    durationMs: 42,
    result: 'DONE',
    detail: '12 transfers sealed',
  },
};

function open(reports: readonly object[], jobs: readonly object[] = [SEAL]) {
  openConsole('/reconciliation', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/reconciliation': () => Response.json({ items: reports }),
    'GET /api/v1/admin/jobs': () => Response.json({ items: jobs }),
  });
}

it('says that nothing was found when all checks are fine', async () => {
  open([HOLDS]);
  const summary = await screen.findByTestId('reconciliation-summary');
  expect(summary.getAttribute('role')).toBe('status');
  expect(screen.queryByTestId('check-remedy')).toBeNull();
});

it('raises the alarm with what was found and what to do', async () => {
  open([
    HOLDS,
    { ...HOLDS, check: 'sessions', status: 'WARNING', found: 1 },
    { ...HOLDS, check: 'lots', status: 'FAILURE', found: 3, samples: ['lot 7'], remedy: 'Look.' },
  ]);
  const summary = await screen.findByTestId('reconciliation-summary');
  expect(summary.getAttribute('role')).toBe('alert');
  expect(summary.textContent).toContain('wrong');
  expect(screen.getAllByTestId('check-status').map(({ textContent }) => textContent)).toEqual([
    'Right',
    'Look at it',
    'Wrong',
  ]);
  expect(screen.getByTestId('check-remedy').textContent).toContain('Look.');
  expect(screen.getByText('lot 7')).toBeTruthy();
});

it('waits for the first check and shows the jobs meanwhile', async () => {
  open([], [SEAL, { name: 'reconciliation', nextRunAt: '2026-01-06T03:30:00Z', running: true }]);
  expect(await screen.findByTestId('empty')).toBeTruthy();
  const jobs = await screen.findByTestId('jobs');
  expect(within(jobs).getByText('12 transfers sealed')).toBeTruthy();
  expect(within(jobs).getByText('Running')).toBeTruthy();
});
