import { ProblemError } from '@stagedoor/sdk';
import { QueryClient } from '@tanstack/react-query';

/** Refusals are final; only silence and the server's own faults are worth another try. */
function worthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && !(error instanceof ProblemError && error.status < 500);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 20_000, retry: worthRetrying },
      // A mutation that found no network says so at once: nobody wants a call an hour later.
      mutations: { networkMode: 'always' },
    },
  });
}
