import type { components } from '../generated/openapi.ts';

export type Problem = components['schemas']['Problem'];

/** A refusal by the server (RFC 9457). Switch on `code`, show `detail`. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds to wait before trying again, from `Retry-After`; null if the server named none. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The server could not be reached, or something between answered in its place. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('the server could not be reached', { cause });
    this.name = 'UnreachableError';
  }
}

/** Reads the problem of a refused response. Proxies answer in their own words: those become UNAVAILABLE. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) {
    return new ProblemError(body, retryAfterSeconds);
  }
  const standIn: Problem = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'UNAVAILABLE',
    detail: `HTTP ${response.status}`,
    instance: new URL(response.url, 'http://localhost').pathname,
  };
  return new ProblemError(standIn, retryAfterSeconds);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}
