import { describe, expect, it, vi } from 'vitest';
import { RestClient } from '../src/rest/RestClient.ts';
import { Session } from '../src/rest/Session.ts';

const USER = { id: 'u1', displayName: 'Asha' };

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}

function problem(status: number, code: string): Response {
  return json(status, {
    type: 'about:blank',
    status,
    code,
    detail: code,
    title: '',
    instance: '/',
  });
}

/** A server that gives tokens t1, t2, … which die after 900 s of its clock. */
function start() {
  let tokens = 0;
  let nowMs = 1_000_000;
  const requests: { path: string; token: string | null }[] = [];
  const answer = vi.fn((path: string): Response => {
    if (path.startsWith('/api/v1/auth/')) {
      return path.endsWith('sign-out')
        ? new Response(null, { status: 204 })
        : json(200, { accessToken: `t${++tokens}`, expiresInSeconds: 900, user: USER });
    }
    return json(200, { path });
  });
  const fakeFetch = ((input: string, init?: RequestInit) => {
    const token = new Headers(init?.headers).get('authorization');
    requests.push({ path: input, token });
    return Promise.resolve(answer(input));
  }) as typeof fetch;
  const session = new Session({ fetch: fakeFetch, nowMs: () => nowMs });
  const rest = new RestClient(session, { fetch: fakeFetch });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { session, rest, requests, answer, pass };
}

const SIGN_IN = { email: 'asha@example.org', password: 'correct-horse' };

describe('Session', () => {
  it('fetches a file with the token', async () => {
    const { session, rest, requests } = start();
    await session.signIn(SIGN_IN);
    const file = await rest.download('/api/v1/performer/statements/{month}', {
      path: { month: '2026-03' },
      query: { format: 'CSV' },
    });
    expect(await file.text()).toContain('statements/2026-03');
    expect(requests.at(-1)).toEqual({
      path: '/api/v1/performer/statements/2026-03?format=CSV',
      token: 'Bearer t1',
    });
  });

  it('refreshes once for many requests at the same time', async () => {
    const { session, rest, requests, pass } = start();
    await session.signIn(SIGN_IN);
    pass(899_000);
    await Promise.all([
      rest.get('/api/v1/me'),
      rest.get('/api/v1/wallet'),
      rest.get('/api/v1/calls'),
    ]);
    expect(requests.filter((request) => request.path.endsWith('/refresh'))).toHaveLength(1);
    expect(requests.slice(-3).map((request) => request.token)).toEqual(Array(3).fill('Bearer t2'));
  });

  it('repeats a request once when the server says the token is over', async () => {
    const { session, rest, requests, answer } = start();
    await session.signIn(SIGN_IN);
    answer.mockReturnValueOnce(problem(401, 'TOKEN_EXPIRED'));
    await rest.get('/api/v1/wallet');
    expect(requests.map((request) => request.path)).toEqual([
      '/api/v1/auth/sign-in',
      '/api/v1/wallet',
      '/api/v1/auth/refresh',
      '/api/v1/wallet',
    ]);
  });

  it('signs out when the refresh token is refused', async () => {
    const { session, answer } = start();
    await session.signIn(SIGN_IN);
    const changes: unknown[] = [];
    session.on('changed', (user) => changes.push(user));
    answer.mockReturnValueOnce(problem(401, 'REFRESH_TOKEN_REUSED'));
    await expect(session.refresh()).resolves.toBeNull();
    expect(changes).toEqual([null]);
  });

  it('stays signed in when the server cannot be reached', async () => {
    const { session, answer } = start();
    await session.signIn(SIGN_IN);
    answer.mockReturnValueOnce(problem(503, 'UNAVAILABLE'));
    await expect(session.refresh()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(session.user).toEqual(USER);
  });

  it('is signed out here even if the server did not hear of it', async () => {
    const { session, answer } = start();
    await session.signIn(SIGN_IN);
    answer.mockReturnValueOnce(problem(503, 'UNAVAILABLE'));
    await expect(session.signOut()).rejects.toThrow();
    expect(session.user).toBeNull();
    await expect(session.accessToken()).resolves.toBeNull();
  });

  it('passes on what the server refuses, with its code', async () => {
    const { rest, answer } = start();
    answer.mockReturnValueOnce(problem(404, 'CALL_NOT_FOUND'));
    const wanted = rest.get('/api/v1/calls/{callId}', { path: { callId: 'a/b' } });
    await expect(wanted).rejects.toMatchObject({ code: 'CALL_NOT_FOUND', status: 404 });
    expect(answer).toHaveBeenLastCalledWith('/api/v1/calls/a%2Fb');
  });
});
