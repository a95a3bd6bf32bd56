import { Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { Page } from '../common/Page.tsx';
import { ReceiptPage } from '../receipt/ReceiptPage.tsx';
import { Loading } from '../shell/Loading.tsx';
import { RingingView } from './RingingView.tsx';
import { isSettling } from './settling.ts';
import { Stage } from './Stage.tsx';
import { TakenView } from './TakenView.tsx';
import { useDeskState } from './useCallDesk.ts';

/** A call at its address, whatever its state: ringing, on stage, or its receipt. */
export function CallPage() {
  const { callId = '' } = useParams();
  const { session } = useDeskState();
  if (session?.call.callId !== callId) {
    return <PastCall callId={callId} />;
  }
  if (session.taken) {
    return <TakenView />;
  }
  if (session.ended || session.call.state === 'ENDED') {
    return <PastCall callId={callId} />;
  }
  if (session.call.state === 'REQUESTED' || session.call.state === 'RINGING') {
    return <RingingView session={session} />;
  }
  return <Stage session={session} />;
}

/** A call that this page is not part of (any more), from the history. */
function PastCall({ callId }: { readonly callId: string }) {
  const client = useClient();
  const query = useQuery({
    ...queries.call(client, callId),
    // A call is settled a moment after it ended.
    refetchInterval: ({ state }) =>
      state.data && isSettling(state.data, Date.now()) ? 1000 : false,
  });
  // The books may know of the end a moment before the call's own record does.
  if (query.data && (query.data.state === 'ENDED' || query.data.receipt)) {
    return <ReceiptPage call={query.data} />;
  }
  if (query.data) {
    // Still on: after a reload the socket brings it back in a moment.
    return <Loading />;
  }
  return (
    <Page titleId="receipt.title" narrow>
      {query.isError ? (
        <Failed error={query.error} retry={query.refetch} />
      ) : (
        <Skeleton shape="block" />
      )}
    </Page>
  );
}
