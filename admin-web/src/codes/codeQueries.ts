import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@stagedoor/sdk';
import { useApi } from '../api/ApiContext.ts';

export type CoinCode = components['schemas']['Code'];
export type CodeRequest = components['schemas']['CodeRequest'];

const KEY = ['codes'];

export function useCodes() {
  const { rest } = useApi();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => rest.get('/api/v1/admin/codes', { signal }),
  });
}

type CodeList = components['schemas']['CodeList'];
type Approval = components['schemas']['Approval'];

/** Whether the answer to a new code is that it waits for somebody else. */
export function isProposal(answer: CodeList | Approval): answer is Approval {
  return 'proposedBy' in answer;
}

/** Keeps a new code, or proposes it. The answer is the whole list, or the proposal. */
export function useNewCode() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: CodeRequest) => rest.post('/api/v1/admin/codes', { body }),
    onSuccess: (answer) => {
      if (!isProposal(answer)) cache.setQueryData(KEY, answer);
    },
  });
}

/** Switches a code on or off. */
export function useActivation() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ code, active }: { code: string; active: boolean }) =>
      rest.post('/api/v1/admin/codes/{code}/activation', { path: { code }, body: { active } }),
    onSuccess: (codes) => cache.setQueryData(KEY, codes),
  });
}
