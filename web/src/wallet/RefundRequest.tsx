import { useClient } from '../app/client.ts';
import { ClaimRequest, type ClaimWords } from './ClaimRequest.tsx';

const WORDS: ClaimWords = {
  ask: 'refund.ask',
  title: 'refund.title',
  about: 'refund.about',
  reason: 'refund.reason',
  submit: 'refund.submit',
  asked: 'refund.asked',
};

interface RefundRequestProps {
  readonly orderId: string;
  /** When it is too late to ask (ISO 8601). */
  readonly until: string;
}

/** Asks for the unused coins of an order to be taken back, as long as there is time. */
export function RefundRequest({ orderId, until }: RefundRequestProps) {
  const client = useClient();
  return (
    <ClaimRequest
      kind="refund"
      words={WORDS}
      until={until}
      send={(refundId, reason) =>
        client.rest.post('/api/v1/wallet/refunds', { body: { refundId, orderId, reason } })
      }
    />
  );
}
