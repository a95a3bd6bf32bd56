/** An answer in the form of RFC 9457. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly problem: { code?: string; detail?: string },
  ) {
    super(`${status} ${problem.code ?? ''} ${problem.detail ?? ''}`);
  }

  get code(): string | undefined {
    return this.problem.code;
  }
}
