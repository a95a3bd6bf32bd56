import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { MeteredSession } from '../api/types.ts';
import { Amount } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { formatClock } from '../time/duration.ts';
import { EndReason, FaultFlag, StateBadge } from './SessionBadges.tsx';

interface SessionsTableProps {
  readonly sessions: readonly MeteredSession[];
  readonly stale: boolean;
}

/** Sessions with what was metered of each. */
export function SessionsTable({ sessions, stale }: SessionsTableProps) {
  const { formatMessage } = useIntl();
  return (
    <DataTable
      label={formatMessage({ id: 'sessions.title' })}
      columns={useColumns()}
      rows={sessions}
      rowKey={({ callId }) => callId}
      stale={stale}
      testId="sessions"
    />
  );
}

function useColumns(): Column<MeteredSession>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'session',
      header: formatMessage({ id: 'session.people' }),
      cell: (session) => (
        <span className={text.stack}>
          <Link className={text.link} to={`/sessions/${session.callId}`}>
            {formatMessage({ id: 'session.pair' }, peopleOf(session))}
          </Link>
          <span className={text.muted}>
            <Timestamp at={session.createdAt} />
          </span>
        </span>
      ),
    },
    {
      id: 'state',
      header: formatMessage({ id: 'session.state' }),
      cell: (session) => (
        <span className={text.line}>
          <StateBadge state={session.state} />
          {session.endReason !== undefined && <EndReason reason={session.endReason} />}
        </span>
      ),
      wide: true,
      bare: true,
    },
    {
      id: 'billable',
      header: formatMessage({ id: 'session.billable' }),
      align: 'end',
      cell: ({ billableMs }) => formatClock(billableMs),
    },
    {
      id: 'rate',
      header: formatMessage({ id: 'session.perMinute' }),
      align: 'end',
      cell: ({ perMinute }) => <Amount money={perMinute} />,
    },
    ...(['held', 'captured', 'released'] as const).map((id): Column<MeteredSession> => ({
      id,
      header: formatMessage({ id: `session.${id}` }),
      align: 'end',
      cell: (session) => <Amount money={session[id]} />,
    })),
    {
      id: 'leaseEpoch',
      header: formatMessage({ id: 'session.leaseEpoch' }),
      align: 'end',
      cell: ({ leaseEpoch }) => leaseEpoch,
    },
    {
      id: 'fault',
      header: formatMessage({ id: 'session.faultColumn' }),
      cell: (session) => (session.fault ? <FaultFlag session={session} /> : null),
      bare: true,
    },
  ];
}

/** The two people by name, or by the end of their id, which is its random part, when a name is not known any more. */
export function peopleOf(session: MeteredSession): { viewer: string; performer: string } {
  const { viewerId, viewerName, performerId, performerName } = session;
  return {
    viewer: viewerName ?? viewerId.slice(-8),
    performer: performerName ?? performerId.slice(-8),
  };
}
