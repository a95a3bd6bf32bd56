import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { MeteredSession } from '../api/types.ts';
import { openConsole, signedInAs } from '../console.fixture.tsx';
import { CALL_ID, SESSION } from './session.fixture.ts';

afterEach(cleanup);

const NONE = { ...SESSION, heartbeats: [] };

function open(session: MeteredSession) {
  const nothing = () => Response.json({ items: [] });
  return openConsole(`/sessions/${CALL_ID}`, {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['SUPPORT'] }),
    [`GET /api/v1/admin/sessions/${CALL_ID}`]: () => Response.json(session),
    'GET /api/v1/admin/ledger/transfers': nothing,
    'GET /api/v1/admin/media/rooms': nothing,
  });
}

it('says that the clock never ran where no heartbeat was written', async () => {
  open(NONE);
  expect((await screen.findByTestId('heartbeats-empty')).textContent).toContain('never ran');
});

it('says since when heartbeats are no longer kept', async () => {
  open({ ...NONE, heartbeatsDeletedAt: '2026-04-05T21:30:00Z' });
  const words = (await screen.findByTestId('heartbeats-empty')).textContent;
  expect(words).toContain('No longer kept');
  expect(words).toContain('Apr');
});
