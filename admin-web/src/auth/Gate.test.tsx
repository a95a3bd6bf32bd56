import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const NO_SESSION = () => problem(401, 'UNAUTHENTICATED', 'Sign in first.');
const NO_SESSIONS = { 'GET /api/v1/admin/sessions': () => Response.json({ items: [] }) };

async function signIn() {
  fireEvent.change(await screen.findByTestId('sign-in-email'), { target: { value: 'a@b.c' } });
  fireEvent.change(screen.getByTestId('sign-in-password'), { target: { value: 'password12' } });
  fireEvent.click(screen.getByTestId('sign-in-submit'));
}

it('takes up the session of an earlier visit', async () => {
  openConsole('/sessions', { 'POST /api/v1/auth/refresh': () => signedInAs(), ...NO_SESSIONS });
  expect((await screen.findByTestId('signed-in-user')).textContent).toBe('Admin');
});

it('lets an admin sign in and shows the page that was asked for', async () => {
  const { asked } = openConsole('/users?query=asha', {
    'POST /api/v1/auth/refresh': NO_SESSION,
    'POST /api/v1/auth/sign-in': () => signedInAs(),
    'GET /api/v1/admin/users': () => Response.json({ items: [] }),
  });
  await signIn();
  await screen.findByTestId('empty');
  expect(asked).toContain('GET /api/v1/admin/users?limit=50&query=asha');
});

it('says in the server\u2019s words why signing in failed', async () => {
  openConsole('/', {
    'POST /api/v1/auth/refresh': NO_SESSION,
    'POST /api/v1/auth/sign-in': () =>
      problem(401, 'WRONG_CREDENTIALS', 'Address or password is wrong.'),
  });
  await signIn();
  expect((await screen.findByTestId('sign-in-error')).textContent).toBe(
    'Address or password is wrong.',
  );
});

it('tells a viewer that the role is missing and asks the API nothing', async () => {
  const { asked } = openConsole('/sessions', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['VIEWER'], email: 'asha@example.org' }),
  });
  expect((await screen.findByTestId('not-admin')).textContent).toContain('asha@example.org');
  expect(asked).toEqual(['POST /api/v1/auth/refresh']);
});

it('shows the problem with the request id when a page cannot be had', async () => {
  openConsole('/sessions', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/admin/sessions': () =>
      problem(500, 'INTERNAL', 'Something went wrong on our side.'),
  });
  expect((await screen.findByTestId('problem')).textContent).toContain(
    'Something went wrong on our side.',
  );
  expect(screen.getByTestId('problem-code').textContent).toBe('INTERNAL');
  expect(screen.getByTestId('problem-request-id').textContent).toBe('request-7');
});
