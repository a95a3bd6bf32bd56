import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext.ts';
import { listQuery } from '../api/queries.ts';
import type { ClaimState } from '../api/types.ts';
import type { FactorHeaders } from '../auth/SecondFactorField.tsx';

interface ClaimFilter {
  /** Null for all. */
  readonly state: ClaimState | null;
  readonly cursor: string | undefined;
}

export function useRefunds(filter: ClaimFilter) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['refunds', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/refunds', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

export function useDisputes(filter: ClaimFilter) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['disputes', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/disputes', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

export function useChargebacks(filter: { readonly cursor: string | undefined }) {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['chargebacks', filter],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/chargebacks', { query: listQuery(filter), signal }),
    placeholderData: keepPreviousData,
  });
}

export type ClaimKind = 'refund' | 'dispute';

export interface Ruling {
  readonly kind: ClaimKind;
  readonly id: string;
  readonly grant: boolean;
  readonly reason: string;
  readonly headers: FactorHeaders;
  /** Thousandths of a coin, for a call of which not all is given back. */
  readonly coinsMinor?: number;
}

/** Decides on a claim; whatever that may have changed is asked for again. */
export function useRuling() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, id, headers, ...body }: Ruling) =>
      kind === 'refund'
        ? rest.post('/api/v1/admin/refunds/{refundId}/decision', {
            path: { refundId: id },
            body: { grant: body.grant, reason: body.reason },
            headers,
          })
        : rest.post('/api/v1/admin/disputes/{disputeId}/decision', {
            path: { disputeId: id },
            body,
            headers,
          }),
    onSettled: () => cache.invalidateQueries(),
  });
}

/** Sends an answer to a bank. */
export function useAnswer() {
  const { rest } = useApi();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ chargebackId, ...body }: AnswerToBank) =>
      rest.post('/api/v1/admin/chargebacks/{chargebackId}/answer', {
        path: { chargebackId },
        body,
      }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['chargebacks'] }),
  });
}

export interface AnswerToBank {
  readonly chargebackId: string;
  /** Made once for each form, so that a repeat counts once. */
  readonly answerId: string;
  readonly statement: string;
}

/** Fetches all that is known of a call or an order. */
export function useEvidence() {
  const { rest } = useApi();
  return useMutation({
    mutationFn: ({ of, id }: { of: 'call' | 'order'; id: string }) =>
      of === 'call'
        ? rest.get('/api/v1/admin/evidence/calls/{callId}', { path: { callId: id } })
        : rest.get('/api/v1/admin/evidence/orders/{orderId}', { path: { orderId: id } }),
  });
}
