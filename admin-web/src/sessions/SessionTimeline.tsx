import { Badge, Card, type Tone } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useCallTransfers } from '../api/queries.ts';
import type { MeteredSession } from '../api/types.ts';
import { useMay } from '../auth/useMay.ts';
import { scoreOf, type Participant } from '../live/roomFigures.ts';
import { useFigures } from '../live/useFigures.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { Fact, Facts } from '../parts/Facts.tsx';
import { Section } from '../parts/Section.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { formatClock } from '../time/duration.ts';
import { TransferCode } from '../transfers/TransferCode.tsx';
import { CaptureButton } from './CaptureButton.tsx';
import { isMediaKind } from './mediaKinds.ts';
import { timelineOf, type Moment } from './timeline.ts';
import { useSessionMedia } from './useSessionMedia.ts';

/** A long call beats thousands of times; what is older is in the table of heartbeats and in the journal. */
const SHOWN_MOMENTS = 100;

const TONES: Record<Moment['source'], Tone> = { media: 'info', meter: 'neutral', ledger: 'accent' };

/** Everything that happened in a session in one order: on the media node, at the meter, in the ledger. */
export function SessionTimeline({ session }: { readonly session: MeteredSession }) {
  const { formatMessage } = useIntl();
  const { connections, sides } = useSessionMedia(session);
  // Nothing for who may not look into the ledger.
  const transfers = useCallTransfers(session.callId, session.state).data ?? [];
  const moments = timelineOf(sides, session.heartbeats, transfers);
  const columns = useColumns();
  return (
    <Section
      title={formatMessage({ id: 'timeline.title' })}
      aside={
        <span className={text.muted}>
          <FormattedMessage id="timeline.about" />
        </span>
      }
    >
      {connections.length > 0 && <Connections roomId={session.callId} connections={connections} />}
      {moments.length === 0 ? (
        <p className={text.muted} data-testid="timeline-empty">
          <FormattedMessage id="timeline.empty" />
        </p>
      ) : (
        <DataTable
          label={formatMessage({ id: 'timeline.title' })}
          columns={columns}
          rows={moments.slice(0, SHOWN_MOMENTS)}
          rowKey={({ key }) => key}
          testId="timeline"
        />
      )}
    </Section>
  );
}

interface ConnectionsProps {
  readonly roomId: string;
  readonly connections: readonly Participant[];
}

function Connections({ roomId, connections }: ConnectionsProps) {
  const { formatMessage } = useIntl();
  const mayCapture = useMay([]);
  const { score, milliseconds } = useFigures();
  return (
    <Card>
      <Facts>
        {connections.map((connection) => {
          const person = connection.name ?? connection.id.slice(-8);
          return (
            <Fact key={connection.id} label={formatMessage({ id: 'timeline.quality' }, { person })}>
              <span data-testid="connection-quality">
                {formatMessage(
                  { id: 'timeline.quality.value' },
                  {
                    score: score(scoreOf(connection)),
                    roundTrip: milliseconds(connection.roundTripMs),
                  },
                )}
              </span>
              {mayCapture && (
                <CaptureButton roomId={roomId} participantId={connection.id} person={person} />
              )}
            </Fact>
          );
        })}
      </Facts>
    </Card>
  );
}

function useColumns(): Column<Moment>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'at',
      header: formatMessage({ id: 'timeline.at' }),
      cell: ({ at }) => <Timestamp at={at} timeOnly />,
    },
    {
      id: 'source',
      header: formatMessage({ id: 'timeline.source' }),
      cell: ({ source }) => (
        <Badge tone={TONES[source]} data-testid="moment-source">
          <FormattedMessage id={`timeline.source.${source}`} />
        </Badge>
      ),
      bare: true,
    },
    {
      id: 'what',
      header: formatMessage({ id: 'timeline.what' }),
      cell: (moment) => <What moment={moment} />,
      wide: true,
      bare: true,
    },
  ];
}

function What({ moment }: { readonly moment: Moment }) {
  switch (moment.source) {
    case 'media':
      return <MediaMoment person={moment.person} event={moment.event} />;
    case 'meter':
      return (
        <FormattedMessage
          id="timeline.beat"
          values={{
            tick: moment.beat.tick,
            metered: formatClock(moment.beat.billableMs),
          }}
        />
      );
    case 'ledger':
      return (
        <Link className={text.plainLink} to={`/transfers/${String(moment.transfer.id)}`}>
          <TransferCode transfer={moment.transfer} />
        </Link>
      );
  }
}

function MediaMoment({
  person,
  event,
}: Pick<Extract<Moment, { source: 'media' }>, 'person' | 'event'>) {
  const { kind, times, detail } = event;
  return (
    <span className={text.line}>
      <span>
        {person} · {isMediaKind(kind) ? <FormattedMessage id={`timeline.media.${kind}`} /> : kind}
      </span>
      {times > 1 && (
        <span className={text.muted}>
          <FormattedMessage id="timeline.times" values={{ times }} />
        </span>
      )}
      {detail !== '' && <span className={text.muted}>{detail}</span>}
    </span>
  );
}
