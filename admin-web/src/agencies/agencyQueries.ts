import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@stagedoor/sdk';
import { useApi } from '../api/ApiContext.ts';

export type Membership = components['schemas']['Membership'];
export type MembershipProposal = components['schemas']['MembershipProposal'];
type MembershipEnd = components['schemas']['MembershipEnd'];

const KEY = ['memberships'];

export function useMemberships() {
  const { rest } = useApi();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => rest.get('/api/v1/admin/agencies/memberships', { signal }),
  });
}

export function useHistory(membershipId: string) {
  const { rest } = useApi();
  return useQuery({
    queryKey: [...KEY, membershipId],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/agencies/memberships/{membershipId}/history', {
        path: { membershipId },
        signal,
      }),
  });
}

/** Proposes an offer. Nothing changes before somebody else approves it. */
export function useProposeMembership() {
  const { rest } = useApi();
  return useMutation({
    mutationFn: (body: MembershipProposal) =>
      rest.post('/api/v1/admin/agencies/memberships', { body }),
  });
}

/** Proposes an end, or that an offer is withdrawn. */
export function useProposeEnd(membershipId: string) {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: MembershipEnd) =>
      rest.post('/api/v1/admin/agencies/memberships/{membershipId}/end', {
        path: { membershipId },
        body,
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['approvals'] }),
  });
}
