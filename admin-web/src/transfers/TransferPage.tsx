import { Card, Notice } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'react-router';
import { useTransfer } from '../api/queries.ts';
import type { LedgerTransfer } from '../api/types.ts';
import { CopyText } from '../parts/CopyText.tsx';
import { Fact, Facts } from '../parts/Facts.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { JournalEntry } from './JournalEntry.tsx';
import { TransferCode } from './TransferCode.tsx';

/** One transfer as a journal entry. */
export function TransferPage() {
  const { transferId = '' } = useParams();
  const query = useTransfer(transferId);
  return (
    <QueryView query={query} loading={<LoadingRows rows={4} />}>
      {(transfer) => <TransferDetails transfer={transfer} />}
    </QueryView>
  );
}

function TransferDetails({ transfer }: { readonly transfer: LedgerTransfer }) {
  const { formatMessage } = useIntl();
  const number = String(transfer.id);
  return (
    <div className={styles.page} data-testid="transfer">
      <PageHeader title={formatMessage({ id: 'transfer.title' }, { number })}>
        <TransferCode transfer={transfer} />
      </PageHeader>
      <Reversals transfer={transfer} />
      <JournalEntry entries={transfer.entries} />
      <Provenance transfer={transfer} />
    </div>
  );
}

/** Corrections are transfers of their own; each of the two leads to the other. */
function Reversals({ transfer }: { readonly transfer: LedgerTransfer }) {
  const { reversesTransferId, reversedByTransferId } = transfer;
  return (
    <>
      {reversesTransferId !== undefined && (
        <Notice tone="info" data-testid="transfer-reverses">
          <FormattedMessage
            id="transfer.reverses"
            values={{ transfer: <TransferLink id={reversesTransferId} /> }}
          />
        </Notice>
      )}
      {reversedByTransferId !== undefined && (
        <Notice tone="warning" data-testid="transfer-reversed-by">
          <FormattedMessage
            id="transfer.reversedBy"
            values={{ transfer: <TransferLink id={reversedByTransferId} /> }}
          />
        </Notice>
      )}
    </>
  );
}

function TransferLink({ id }: { readonly id: number }) {
  return (
    <Link className={text.link} to={`/transfers/${id}`}>
      <FormattedMessage id="ledger.number" values={{ number: String(id) }} />
    </Link>
  );
}

/** Who posted it, when, for which call, and the key that makes posting it again harmless. */
function Provenance({ transfer }: { readonly transfer: LedgerTransfer }) {
  const { formatMessage } = useIntl();
  const { createdAt, actor, callId, idempotencyScope, idempotencyKey } = transfer;
  return (
    <Card>
      <Facts dense>
        <Fact label={formatMessage({ id: 'transfer.at' })}>
          <Timestamp at={createdAt} />
        </Fact>
        <Fact label={formatMessage({ id: 'transfer.actor' })}>{actor}</Fact>
        {callId !== undefined && (
          <Fact label={formatMessage({ id: 'transfer.call' })}>
            <Link className={text.link} to={`/sessions/${callId}`} data-testid="transfer-call">
              <span className={text.mono}>{callId}</span>
            </Link>
          </Fact>
        )}
        <Fact label={formatMessage({ id: 'transfer.idempotencyScope' })}>{idempotencyScope}</Fact>
        <Fact label={formatMessage({ id: 'transfer.idempotencyKey' })}>
          <CopyText
            text={idempotencyKey}
            label={formatMessage({ id: 'transfer.idempotencyKey' })}
            testId="transfer-idempotency-key"
          />
        </Fact>
      </Facts>
    </Card>
  );
}
