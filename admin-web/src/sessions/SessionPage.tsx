import { Card } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'react-router';
import { useSession } from '../api/queries.ts';
import type { MeteredSession } from '../api/types.ts';
import { useMay } from '../auth/useMay.ts';
import { Amount } from '../parts/Amount.tsx';
import { CopyText } from '../parts/CopyText.tsx';
import { Fact, Facts } from '../parts/Facts.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import text from '../parts/Text.module.css';
import { formatClock } from '../time/duration.ts';
import { HeartbeatsTable } from './HeartbeatsTable.tsx';
import { SessionBooks } from './SessionBooks.tsx';
import { EndReason, FaultFlag, StateBadge } from './SessionBadges.tsx';
import { SessionTimeline } from './SessionTimeline.tsx';
import { peopleOf } from './SessionsTable.tsx';

/** One metered session: what was delivered, what was taken for it, and the evidence for both. */
export function SessionPage() {
  const { callId = '' } = useParams();
  const query = useSession(callId);
  return (
    <QueryView query={query} loading={<LoadingRows />}>
      {(session) => <SessionDetails session={session} />}
    </QueryView>
  );
}

function SessionDetails({ session }: { readonly session: MeteredSession }) {
  const { formatMessage } = useIntl();
  const seesBooks = useMay(['FINANCE']);
  return (
    <div className={styles.page} data-testid="session">
      <PageHeader title={formatMessage({ id: 'session.pair' }, peopleOf(session))}>
        <span className={text.line}>
          <StateBadge state={session.state} />
          {session.endReason !== undefined && <EndReason reason={session.endReason} />}
          <FaultFlag session={session} />
        </span>
        <CopyText
          text={session.callId}
          label={formatMessage({ id: 'session.callId' })}
          testId="session-call-id"
        />
      </PageHeader>
      <SessionFigures session={session} seesBooks={seesBooks} />
      {seesBooks && <SessionBooks session={session} />}
      <SessionTimeline session={session} />
      <Section title={formatMessage({ id: 'heartbeats.title' })}>
        <HeartbeatsTable heartbeats={session.heartbeats} deletedAt={session.heartbeatsDeletedAt} />
      </Section>
    </div>
  );
}

interface SessionFiguresProps {
  readonly session: MeteredSession;
  readonly seesBooks: boolean;
}

function SessionFigures({ session, seesBooks }: SessionFiguresProps) {
  const { formatMessage } = useIntl();
  const { viewerId, performerId } = session;
  const people = peopleOf(session);
  return (
    <Card>
      <Facts>
        <Fact label={formatMessage({ id: 'session.billable' })} testId="session-billable">
          {formatClock(session.billableMs)}
        </Fact>
        {(['perMinute', 'held', 'captured', 'released'] as const).map((figure) => (
          <Fact
            key={figure}
            label={formatMessage({ id: `session.${figure}` })}
            testId={`session-${figure}`}
          >
            <Amount money={session[figure]} />
          </Fact>
        ))}
        <Fact label={formatMessage({ id: 'session.leaseEpoch' })} testId="session-lease-epoch">
          {session.leaseEpoch}
        </Fact>
        {seesBooks && (
          <Fact label={formatMessage({ id: 'session.accounts' })}>
            <span className={text.stack}>
              <Link className={text.link} to={`/accounts?ownerId=${viewerId}`}>
                {people.viewer}
              </Link>
              <Link className={text.link} to={`/accounts?ownerId=${performerId}`}>
                {people.performer}
              </Link>
            </span>
          </Fact>
        )}
        <Fact label={formatMessage({ id: 'session.increment' })}>
          {session.increment === 'MINUTE' ? (
            <FormattedMessage id="session.increment.MINUTE" />
          ) : (
            <FormattedMessage id="session.increment.SECOND" />
          )}
        </Fact>
      </Facts>
    </Card>
  );
}
