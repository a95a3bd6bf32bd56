import { Badge, Table, type Column } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Heartbeat } from '../api/types.ts';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { formatClock } from '../time/duration.ts';
import styles from './HeartbeatsTable.module.css';

/** A heartbeat next to the one before it. */
interface Beat extends Heartbeat {
  readonly gainedMs: number;
  /** Another node took the session over before this heartbeat. */
  readonly takenOver: boolean;
}

interface HeartbeatsTableProps {
  readonly heartbeats: readonly Heartbeat[];
  /** When they were deleted, after their time. */
  readonly deletedAt: string | undefined;
}

/** The persisted evidence that time was delivered, as the chart above draws it. */
export function HeartbeatsTable({ heartbeats, deletedAt }: HeartbeatsTableProps) {
  const { formatMessage, formatNumber } = useIntl();
  const columns: Column<Beat>[] = [
    {
      id: 'tick',
      header: formatMessage({ id: 'heartbeat.tick' }),
      numeric: true,
      cell: ({ tick }) => tick,
    },
    {
      id: 'at',
      header: formatMessage({ id: 'heartbeat.at' }),
      cell: ({ at }) => <Timestamp at={at} timeOnly />,
    },
    {
      id: 'billable',
      header: formatMessage({ id: 'session.billable' }),
      numeric: true,
      cell: ({ billableMs }) => formatClock(billableMs),
    },
    {
      id: 'gained',
      header: formatMessage({ id: 'heartbeat.gained' }),
      numeric: true,
      cell: ({ gainedMs }) => formatNumber(gainedMs),
    },
    {
      id: 'leaseEpoch',
      header: formatMessage({ id: 'session.leaseEpoch' }),
      cell: ({ leaseEpoch, takenOver }) => (
        <span className={text.line}>
          {leaseEpoch}
          {takenOver && (
            <Badge tone="accent">
              <FormattedMessage id="heartbeat.takenOver" />
            </Badge>
          )}
        </span>
      ),
    },
  ];
  if (heartbeats.length === 0) {
    return (
      <p className={text.muted} data-testid="heartbeats-empty">
        {deletedAt === undefined ? (
          <FormattedMessage id="heartbeats.empty" />
        ) : (
          <FormattedMessage id="heartbeats.deleted" values={{ at: <Timestamp at={deletedAt} /> }} />
        )}
      </p>
    );
  }
  return (
    <div className={styles.window}>
      <Table
        caption={formatMessage({ id: 'heartbeats.title' })}
        columns={columns}
        rows={beatsOf(heartbeats)}
        rowKey={({ tick }) => tick}
        data-testid="heartbeats"
        rowTestId="heartbeat"
      />
    </div>
  );
}

function beatsOf(heartbeats: readonly Heartbeat[]): Beat[] {
  return heartbeats.map((beat, index) => {
    const before = heartbeats[index - 1];
    return {
      ...beat,
      gainedMs: beat.billableMs - (before?.billableMs ?? 0),
      takenOver: before !== undefined && before.leaseEpoch !== beat.leaseEpoch,
    };
  });
}
