import { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { App } from './App.tsx';
import { connect } from './api/ApiContext.ts';
import { tracingFetch } from './api/tracingFetch.ts';
import { languageFor } from './i18n/catalogue.ts';

/** Answers to a body and headers, by method and path, such as `GET /api/v1/me`; what is not listed is a 404. */
export type Answers = Readonly<Record<string, (body: string, headers: Headers) => Response>>;

const ADMIN = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c09',
  email: 'admin@example.org',
  displayName: 'Admin',
  roles: ['ADMIN'],
  bio: '',
  createdAt: '2026-01-05T10:00:00Z',
};

export function signedInAs(user: object = {}): Response {
  return Response.json({
    accessToken: 'token',
    expiresInSeconds: 900,
    user: { ...ADMIN, ...user },
  });
}

export function problem(status: number, code: string, detail: string): Response {
  const body = { type: 'about:blank', title: code, status, code, detail, instance: '/' };
  return Response.json(body, { status, headers: { 'X-Request-Id': 'request-7' } });
}

/** Opens the whole console at an address below `/admin`, with a server made of `answers` behind it. */
export function openConsole(address: string, answers: Answers) {
  const asked: string[] = [];
  globalThis.fetch = (input, init) => {
    const { pathname, search } = new URL(input as string, 'http://localhost');
    const request = `${init?.method ?? 'GET'} ${pathname}`;
    asked.push(request + search);
    return Promise.resolve(
      answers[request]?.(
        typeof init?.body === 'string' ? init.body : '',
        new Headers(init?.headers),
      ) ?? problem(404, 'NOT_FOUND', `No answer to ${request}.`),
    );
  };
  window.history.replaceState(null, '', `/admin${address}`);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <App
      api={connect(tracingFetch)}
      cache={cache}
      language={languageFor(['en-IN'])}
      basePath="/admin/"
    />,
  );
  return { asked };
}
