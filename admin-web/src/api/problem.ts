import { ProblemError } from '@stagedoor/sdk';

/** What a person is shown of a failure; all null when no server answered. */
export interface ShownProblem {
  readonly code: string | null;
  readonly detail: string | null;
  /** Finds the request in the server's logs. */
  readonly requestId: string | null;
}

export function problemOf(error: unknown): ShownProblem {
  if (!(error instanceof ProblemError)) return { code: null, detail: null, requestId: null };
  const { code, detail } = error.problem;
  const { requestId } = error.problem as { readonly requestId?: unknown };
  return { code, detail, requestId: typeof requestId === 'string' ? requestId : null };
}

/** Whether asking again may help: not when the server understood and refused. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.status >= 500;
}
