import { Card } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useCallTransfers } from '../api/queries.ts';
import type { LedgerTransfer, MeteredSession } from '../api/types.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import text from '../parts/Text.module.css';
import { TransfersTable } from '../transfers/TransfersTable.tsx';
import { MeterChart } from './MeterChart.tsx';
import { Settlement } from './Settlement.tsx';

/** What the session left in the ledger: the chart against time, the settlement, the transfers. */
export function SessionBooks({ session }: { readonly session: MeteredSession }) {
  const { formatMessage } = useIntl();
  const query = useCallTransfers(session.callId, session.state);
  return (
    <QueryView query={query} loading={<LoadingRows rows={5} />}>
      {(transfers) => (
        <>
          <div className={styles.split}>
            {session.startedAt !== undefined && (
              <Section title={formatMessage({ id: 'meter.title' })}>
                <Card>
                  <MeterChart
                    heartbeats={session.heartbeats}
                    transfers={transfers}
                    startedAt={session.startedAt}
                  />
                </Card>
              </Section>
            )}
            <Section title={formatMessage({ id: 'settlement.title' })}>
              <Settlement session={session} transfers={transfers} />
            </Section>
          </div>
          <CallTransfers callId={session.callId} transfers={transfers} />
        </>
      )}
    </QueryView>
  );
}

/** A call charged by the second has thousands of transfers; the rest is in the journal. */
const SHOWN_TRANSFERS = 50;

interface CallTransfersProps {
  readonly callId: string;
  /** Oldest first. */
  readonly transfers: readonly LedgerTransfer[];
}

function CallTransfers({ callId, transfers }: CallTransfersProps) {
  const { formatMessage } = useIntl();
  const shown = transfers.slice(-SHOWN_TRANSFERS).reverse();
  return (
    <Section
      title={formatMessage({ id: 'transfers.ofCall' })}
      aside={
        <span className={text.line}>
          {shown.length < transfers.length && (
            <span className={text.muted}>
              <FormattedMessage
                id="transfers.ofCall.newest"
                values={{ count: shown.length, total: transfers.length }}
              />
            </span>
          )}
          <Link className={text.link} to={`/transfers?callId=${callId}`}>
            <FormattedMessage id="transfers.ofCall.all" />
          </Link>
        </span>
      }
    >
      <TransfersTable transfers={shown} stale={false} />
    </Section>
  );
}
