import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { MeteredSession } from '../api/types.ts';
import { type Answers, openConsole, signedInAs } from '../console.fixture.tsx';
import { ROOM } from '../live/live.fixture.ts';
import { after, CALL_ID, capture, SESSION } from './session.fixture.ts';

afterEach(cleanup);

const ACTIVE: MeteredSession = { ...SESSION, state: 'ACTIVE' };
const MEDIA = `GET /api/v1/admin/media/rooms/${CALL_ID}/participants`;

const event = (kind: string, atMs: number, detail: string, times = 1) => ({
  kind,
  firstAt: after(atMs),
  lastAt: after(atMs),
  times,
  detail,
});

function open(
  session: MeteredSession,
  roles: readonly string[] = ['ADMIN'],
  answers: Answers = {},
) {
  const list = (...items: object[]) => Response.json({ items });
  return openConsole(`/sessions/${CALL_ID}`, {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles }),
    [`GET /api/v1/admin/sessions/${CALL_ID}`]: () => Response.json(session),
    'GET /api/v1/admin/ledger/transfers': () => list(capture(7, 12_000)),
    'GET /api/v1/admin/media/rooms': () => list(ROOM),
    [`${MEDIA}/${SESSION.performerId}/timeline`]: () =>
      list(event('KEY_FRAME_WANTED', 25_000, '1', 3)),
    [`${MEDIA}/${SESSION.viewerId}/timeline`]: () => list(event('SOMETHING_NEW', 1000, '')),
    ...answers,
  });
}

it('tells of media, meter and ledger in one order, newest first', async () => {
  open(ACTIVE);
  await screen.findAllByText(/Maya · decoder asks for a key frame/);
  await screen.findByText(/Asha · SOMETHING_NEW/);
  const rows = within(await screen.findByTestId('timeline')).getAllByTestId('moment-source');
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'Meter',
    'Media',
    'Meter',
    'Ledger',
    'Meter',
    'Media',
  ]);
  expect(screen.getByText('3 times')).toBeTruthy();
  expect(screen.getByText('Receipt')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Maya' })).toBeTruthy();
  const qualities = await screen.findAllByTestId('connection-quality');
  expect(qualities.map(({ textContent }) => textContent)).toEqual([
    '4.1 of 5, 42 ms',
    '2.9 of 5, 120 ms',
  ]);
});

it('tells what is kept of a call that is over, and nothing of this moment', async () => {
  const { asked } = open(SESSION);
  await screen.findAllByText(/Maya · decoder asks for a key frame/);
  await screen.findByText(/Asha · SOMETHING_NEW/);
  expect(asked.filter((request) => request.endsWith('/media/rooms'))).toEqual([]);
  expect(screen.queryByTestId('connection-quality')).toBeNull();
});

it('asks the media node nothing for who looks after money only', async () => {
  const { asked } = open(ACTIVE, ['FINANCE']);
  await screen.findByTestId('timeline');
  expect(asked.some((request) => request.includes('/media/'))).toBe(false);
});

it('asks the ledger nothing for who looks after people only', async () => {
  const { asked } = open(ACTIVE, ['SUPPORT']);
  await screen.findByText(/Maya · decoder asks for a key frame/);
  expect(asked.some((request) => request.includes('/ledger/'))).toBe(false);
  expect(screen.queryByTestId('loading')).toBeNull();
  expect(screen.queryByText('Receipt')).toBeNull();
  expect(screen.queryByRole('link', { name: 'Maya' })).toBeNull();
});

it('has headers written down and saves them, for administrators only', async () => {
  const saved: string[] = [];
  URL.createObjectURL = () => 'blob:headers';
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = function () {
    saved.push(this.download);
  };
  const [somebody] = ROOM.participants;
  const path = `/api/v1/admin/media/rooms/${CALL_ID}/participants/${somebody?.id ?? ''}/capture`;
  const { asked } = open(ACTIVE, ['ADMIN'], {
    [`PUT ${path}`]: () => new Response(null, { status: 204 }),
    [`GET ${path}`]: () => new Response('headers'),
    [`DELETE ${path}`]: () => new Response(null, { status: 204 }),
  });
  const [begin] = await screen.findAllByTestId('capture-begin');
  fireEvent.click(begin!);
  fireEvent.click(await screen.findByTestId('capture-take'));
  await waitFor(() => {
    expect(saved).toEqual([`${somebody?.id ?? ''}.pcap`]);
  });
  expect(asked.filter((request) => request.includes('/capture'))).toEqual([
    `PUT ${path}`,
    `GET ${path}`,
    `DELETE ${path}`,
  ]);
  cleanup();
  open(ACTIVE, ['SUPPORT']);
  await screen.findAllByTestId('connection-quality');
  expect(screen.queryByTestId('capture-begin')).toBeNull();
});

it('says why headers cannot be written down', async () => {
  open(ACTIVE);
  const [begin] = await screen.findAllByTestId('capture-begin');
  fireEvent.click(begin!);
  expect((await screen.findByTestId('capture-refused')).textContent).toContain('No answer to PUT');
});
