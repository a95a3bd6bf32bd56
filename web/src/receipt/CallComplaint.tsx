import { useClient } from '../app/client.ts';
import { ClaimRequest, type ClaimWords } from '../wallet/ClaimRequest.tsx';

/** For how long after its end one can complain about a call, as the server has it. */
const WINDOW_MS = 7 * 24 * 60 * 60 * 1000;

const WORDS: ClaimWords = {
  ask: 'complaint.ask',
  title: 'complaint.title',
  about: 'complaint.about',
  reason: 'complaint.reason',
  submit: 'complaint.submit',
  asked: 'complaint.asked',
};

interface CallComplaintProps {
  readonly callId: string;
  /** ISO 8601. */
  readonly endedAt: string;
}

/** Complains about a call that was paid for, as long as there is time. */
export function CallComplaint({ callId, endedAt }: CallComplaintProps) {
  const client = useClient();
  return (
    <ClaimRequest
      kind="complaint"
      words={WORDS}
      until={new Date(Date.parse(endedAt) + WINDOW_MS).toISOString()}
      send={(disputeId, reason) =>
        client.rest.post('/api/v1/calls/{callId}/dispute', {
          path: { callId },
          body: { disputeId, reason },
        })
      }
    />
  );
}
