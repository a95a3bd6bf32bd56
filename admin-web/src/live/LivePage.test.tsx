import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs, type Answers } from '../console.fixture.tsx';
import { CALL, NODE, ROOM } from './live.fixture.ts';

afterEach(cleanup);

const list = (...items: object[]) => Response.json({ items });

function open(answers: Answers = {}) {
  return openConsole('/live', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/nodes': () => list(NODE),
    'GET /api/v1/admin/calls': () => list(CALL),
    'GET /api/v1/admin/media/rooms': () => list(ROOM),
    ...answers,
  });
}

it('shows the node, the call and the room', async () => {
  open();
  expect((await screen.findByTestId('node-state')).textContent).toBe('Serving');
  expect(screen.getByTestId('node-connections').textContent).toBe('12');
  // A rate needs a second look.
  expect(screen.getByTestId('node-cpu').textContent).toBe('–');

  const call = await screen.findByTestId('running-calls-row');
  expect(within(call).getByText('Asha with Maya').getAttribute('href')).toContain(
    `/sessions/${CALL.callId}`,
  );
  expect(within(call).getByText('1:05')).toBeTruthy();
  expect(within(call).getByText('3:00')).toBeTruthy();
  expect(within(call).getByTestId('call-funding').textContent).toBe('Low');

  const room = await screen.findByTestId('rooms-row');
  expect(within(room).getByTestId('room-kind').textContent).toBe('Call');
  expect(within(room).getByText('1 of 1')).toBeTruthy();
  expect(within(room).getByText('2.9')).toBeTruthy();
});

it('says by when a node that drains stops', async () => {
  const stopsBy = '2026-01-05T10:26:00Z';
  open({ 'GET /api/v1/admin/nodes': () => list({ ...NODE, serving: false, stopsBy }) });
  expect((await screen.findByTestId('node-state')).textContent).toBe('Draining');
  expect(within(screen.getByTestId('node')).getByTitle(stopsBy)).toBeTruthy();
});

it('says so when nothing is going on', async () => {
  open({ 'GET /api/v1/admin/calls': () => list(), 'GET /api/v1/admin/media/rooms': () => list() });
  expect(await screen.findByTestId('no-calls')).toBeTruthy();
  expect(await screen.findByTestId('no-rooms')).toBeTruthy();
});

it('shows what it has when a part cannot be had', async () => {
  open({
    'GET /api/v1/admin/calls': () => problem(500, 'INTERNAL', 'Something went wrong on our side.'),
  });
  expect(await screen.findByTestId('problem')).toBeTruthy();
  expect(await screen.findByTestId('rooms-row')).toBeTruthy();
});
