import { Button, Notice, Sheet } from '@stagedoor/design';
import { type CallKind, type Performer, SocketError } from '@stagedoor/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Phone, Video } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { useCallDesk } from '../call/useCallDesk.ts';
import { explain } from '../common/problems.ts';
import { TopUpSheet } from '../wallet/TopUpSheet.tsx';
import { DevicePreview } from './DevicePreview.tsx';
import { QuoteFacts } from './QuoteFacts.tsx';
import { usePreview } from './usePreview.ts';

/** Whether it is over as soon as coins are bought. */
function buyingHelps(error: unknown): boolean {
  return error instanceof SocketError && error.code === 'FREE_CALLS_USED_UP';
}

interface PreCallSheetProps {
  readonly performer: Performer;
  readonly kind: CallKind;
  readonly onClose: () => void;
}

/** Before a call: how one looks, what it costs, how long the coins last. */
export function PreCallSheet({ performer, kind, onClose }: PreCallSheetProps) {
  const intl = useIntl();
  const client = useClient();
  const desk = useCallDesk();
  const navigate = useNavigate();
  const preview = usePreview(kind);
  const quote = useQuery(queries.quote(client, performer.id, kind));
  const [toppingUp, setToppingUp] = useState(false);
  const call = useMutation({
    mutationFn: (quoteId: string) => desk.request(quoteId),
    onSuccess: ({ callId }) => {
      const media = preview.release();
      if (media) {
        desk.adopt(media);
      }
      void navigate(`/call/${callId}`);
    },
    // A refused quote is used up or out of date.
    onError: () => void quote.refetch(),
  });
  const affordable =
    quote.data && quote.data.spendable.amountMinor >= quote.data.minimum.amountMinor;
  const error = call.error ?? quote.error;
  const Icon = kind === 'VIDEO' ? Video : Phone;
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={intl.formatMessage({ id: 'preCall.title' }, { name: performer.displayName })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="pre-call"
    >
      <DevicePreview kind={kind} preview={preview} />
      <QuoteFacts
        quote={quote.data}
        onTopUp={() => setToppingUp(true)}
        onLimits={() => void navigate('/wallet')}
      />
      {error && (
        <Notice
          tone="danger"
          role="alert"
          action={
            buyingHelps(error) && (
              <Button variant="accent" size="sm" onPress={() => setToppingUp(true)}>
                <FormattedMessage id="wallet.topUp" />
              </Button>
            )
          }
          data-testid="call-error"
        >
          {explain(intl, error)}
        </Notice>
      )}
      <Button
        variant="success"
        size="lg"
        wide
        icon={<Icon size={20} aria-hidden />}
        isDisabled={!affordable || !preview.settled}
        isPending={call.isPending}
        onPress={() => quote.data && call.mutate(quote.data.quoteId)}
        data-testid="start-call"
      >
        <FormattedMessage id="preCall.start" />
      </Button>
      {toppingUp && <TopUpSheet onClose={() => setToppingUp(false)} />}
    </Sheet>
  );
}
