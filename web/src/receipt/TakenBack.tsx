import { Notice } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { useFormat } from '../i18n/format.ts';

/** Says what a complaint took back of what its performer earned by a call; nothing where it took nothing. */
export function TakenBack({ callId }: { readonly callId: string }) {
  const client = useClient();
  const format = useFormat();
  const { data } = useQuery(queries.takenBack(client, callId));
  if (!data?.at) {
    return null;
  }
  return (
    <Notice tone="info" data-testid="taken-back">
      <FormattedMessage
        id="receipt.takenBack"
        values={{ amount: format.money(data.amount), at: format.dateTime(data.at) }}
      />
    </Notice>
  );
}
