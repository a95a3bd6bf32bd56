import { Badge, EmptyState } from '@stagedoor/design';
import { RadioTower } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { MediaRoom } from '../api/types.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import text from '../parts/Text.module.css';
import { useRooms } from './liveQueries.ts';
import { figuresOf, type RoomFigures } from './roomFigures.ts';
import { useFigures } from './useFigures.ts';

interface Line extends RoomFigures {
  readonly room: MediaRoom;
}

/** Rooms that media goes through: who performs, who watches, and how good the worst connection is. */
export function RoomsSection() {
  const { formatMessage } = useIntl();
  const columns = useColumns();
  return (
    <Section title={formatMessage({ id: 'live.rooms' })}>
      <QueryView query={useRooms()} loading={<LoadingRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<RadioTower size={28} aria-hidden />}
              title={formatMessage({ id: 'live.rooms.empty' })}
              data-testid="no-rooms"
            >
              <FormattedMessage id="live.rooms.empty.about" />
            </EmptyState>
          ) : (
            <DataTable
              label={formatMessage({ id: 'live.rooms' })}
              columns={columns}
              rows={items.map((room) => ({ room, ...figuresOf(room) }))}
              rowKey={({ room: { id } }) => id}
              testId="rooms"
            />
          )
        }
      </QueryView>
    </Section>
  );
}

function useColumns(): Column<Line>[] {
  const { formatMessage, formatNumber } = useIntl();
  const { score, share, milliseconds } = useFigures();
  return [
    {
      id: 'room',
      header: formatMessage({ id: 'live.room' }),
      cell: ({ room }) => <Room room={room} />,
    },
    {
      id: 'performers',
      header: formatMessage({ id: 'live.room.performers' }),
      cell: ({ performers }) =>
        performers.length === 0
          ? formatMessage({ id: 'live.room.nobody' })
          : performers.map(({ id, name }) => name ?? id.slice(-8)).join(', '),
    },
    {
      id: 'viewers',
      header: formatMessage({ id: 'live.room.viewers' }),
      align: 'end',
      cell: ({ others, connected }) =>
        formatMessage(
          { id: 'live.room.connected' },
          { connected: formatNumber(connected), all: formatNumber(others.length) },
        ),
    },
    {
      id: 'score',
      header: formatMessage({ id: 'live.room.score' }),
      align: 'end',
      cell: ({ worstScore }) => score(worstScore),
    },
    {
      id: 'roundTrip',
      header: formatMessage({ id: 'live.room.roundTrip' }),
      align: 'end',
      cell: ({ longestRoundTripMs }) => milliseconds(longestRoundTripMs),
    },
    {
      id: 'loss',
      header: formatMessage({ id: 'live.room.loss' }),
      align: 'end',
      cell: ({ worstLossRatio }) => share(worstLossRatio),
    },
  ];
}

function Room({ room: { id, kind, name } }: { readonly room: MediaRoom }) {
  const title = name ?? id.slice(-8);
  return (
    <span className={text.line}>
      {kind === 'CALL' ? (
        <Link className={text.link} to={`/sessions/${id}`}>
          {title}
        </Link>
      ) : (
        <strong className={text.name}>{title}</strong>
      )}
      <Badge tone={kind === 'BROADCAST' ? 'accent' : 'neutral'} data-testid="room-kind">
        <FormattedMessage id={`live.room.kind.${kind}`} />
      </Badge>
    </span>
  );
}
