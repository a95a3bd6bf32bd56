import { Badge, EmptyState, type Tone } from '@stagedoor/design';
import { PhoneOff } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { RunningCall } from '../api/types.ts';
import { Amount } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { formatClock } from '../time/duration.ts';
import { useRunningCalls } from './liveQueries.ts';

const FUNDING_TONES: Record<RunningCall['funding'], Tone> = {
  FUNDED: 'neutral',
  LOW: 'accent',
  FINAL: 'danger',
  EXHAUSTED: 'danger',
};

/** Calls in progress: what was metered, and until when it is paid for. */
export function CallsSection() {
  const { formatMessage } = useIntl();
  const columns = useColumns();
  return (
    <Section title={formatMessage({ id: 'live.calls' })}>
      <QueryView query={useRunningCalls()} loading={<LoadingRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<PhoneOff size={28} aria-hidden />}
              title={formatMessage({ id: 'live.calls.empty' })}
              data-testid="no-calls"
            >
              <FormattedMessage id="live.calls.empty.about" />
            </EmptyState>
          ) : (
            <DataTable
              label={formatMessage({ id: 'live.calls' })}
              columns={columns}
              rows={items}
              rowKey={({ callId }) => callId}
              testId="running-calls"
            />
          )
        }
      </QueryView>
    </Section>
  );
}

function useColumns(): Column<RunningCall>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'people',
      header: formatMessage({ id: 'session.people' }),
      cell: ({ callId, viewer, performer }) => (
        <Link className={text.link} to={`/sessions/${callId}`}>
          {formatMessage(
            { id: 'session.pair' },
            { viewer: viewer.displayName, performer: performer.displayName },
          )}
        </Link>
      ),
    },
    {
      id: 'state',
      header: formatMessage({ id: 'session.state' }),
      cell: ({ state, kind }) => (
        <span className={text.line}>
          <Badge tone={state === 'ACTIVE' ? 'success' : 'info'} data-testid="call-state">
            <FormattedMessage id={`live.call.state.${state}`} />
          </Badge>
          <span className={text.muted}>
            <FormattedMessage id={`live.call.kind.${kind}`} />
          </span>
        </span>
      ),
      wide: true,
      bare: true,
    },
    {
      id: 'metered',
      header: formatMessage({ id: 'live.call.metered' }),
      align: 'end',
      cell: ({ deliveredMs }) => formatClock(deliveredMs),
    },
    {
      id: 'funded',
      header: formatMessage({ id: 'live.call.funded' }),
      align: 'end',
      cell: ({ fundedMs }) =>
        fundedMs === undefined ? formatMessage({ id: 'live.call.free' }) : formatClock(fundedMs),
    },
    {
      id: 'until',
      header: formatMessage({ id: 'live.call.until' }),
      cell: ({ fundedUntil, funding }) => (
        <span className={text.line}>
          {fundedUntil === undefined ? (
            <FormattedMessage id="live.call.standing" />
          ) : (
            <Timestamp at={fundedUntil} timeOnly />
          )}
          {funding !== 'FUNDED' && (
            <Badge tone={FUNDING_TONES[funding]} data-testid="call-funding">
              <FormattedMessage id={`live.call.funding.${funding}`} />
            </Badge>
          )}
        </span>
      ),
    },
    {
      id: 'charged',
      header: formatMessage({ id: 'session.captured' }),
      align: 'end',
      cell: ({ charged }) => <Amount money={charged} />,
    },
  ];
}
