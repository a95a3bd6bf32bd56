import { Notice } from '@stagedoor/design';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { useFormat } from '../i18n/format.ts';
import { ClaimRequest, type ClaimWords } from '../wallet/ClaimRequest.tsx';

const WORDS: ClaimWords = {
  ask: 'complaint.ask',
  title: 'complaint.title',
  about: 'complaint.about',
  reason: 'complaint.reason',
  submit: 'complaint.submit',
  asked: 'complaint.asked',
};

const TONES = { OPEN: 'info', REFUNDED: 'success', REJECTED: 'info' } as const;

/** Complains about a call that was paid for, as long as there is time; then says what became of it. */
export function CallComplaint({ callId }: { readonly callId: string }) {
  const client = useClient();
  const cache = useQueryClient();
  const format = useFormat();
  const { data } = useQuery(queries.complaint(client, callId));
  if (!data) {
    return null;
  }
  if (data.state && data.openedAt) {
    return (
      <Notice tone={TONES[data.state]} data-testid="complaint-standing">
        <FormattedMessage
          id={`complaint.state.${data.state}`}
          values={{
            at: format.dateTime(data.openedAt),
            coins: data.returned && format.money(data.returned),
          }}
        />
      </Notice>
    );
  }
  return (
    <ClaimRequest
      kind="complaint"
      words={WORDS}
      until={data.until}
      send={(disputeId, reason) =>
        client.rest.post('/api/v1/calls/{callId}/dispute', {
          path: { callId },
          body: { disputeId, reason },
        })
      }
      onDone={() => void cache.invalidateQueries(queries.complaint(client, callId))}
    />
  );
}
