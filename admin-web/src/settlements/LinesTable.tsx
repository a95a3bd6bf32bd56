import { Badge, Button, type Tone } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { SettlementLine } from '../api/types.ts';
import { Amount } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import text from '../parts/Text.module.css';
import { useLineNote } from './settlementQueries.ts';

const STANDINGS = {
  MATCHES: { tone: 'success', label: 'settlement.standing.matches' },
  UNKNOWN: { tone: 'danger', label: 'settlement.standing.unknown' },
  DIFFERS: { tone: 'danger', label: 'settlement.standing.differs' },
} as const satisfies Record<SettlementLine['standing'], { tone: Tone; label: string }>;

interface LinesTableProps {
  readonly lines: readonly SettlementLine[];
  readonly stale: boolean;
}

/** Lines beside the books; one that does not fit can be closed with a note. */
export function LinesTable({ lines, stale }: LinesTableProps) {
  const { formatMessage } = useIntl();
  const columns: Column<SettlementLine>[] = [
    {
      id: 'line',
      header: formatMessage({ id: 'settlement.line' }),
      cell: ({ provider, kind, line, payment }) => (
        <span className={text.stack}>
          <strong className={text.name}>
            {provider} {kind}
          </strong>
          <span className={text.mono}>{payment === '' ? line : payment}</span>
        </span>
      ),
    },
    {
      id: 'settlement',
      header: formatMessage({ id: 'settlement.name' }),
      cell: ({ settlement, day }) => (
        <span className={text.stack}>
          <span>{day}</span>
          <span className={text.mono}>{settlement}</span>
        </span>
      ),
      wide: true,
    },
    {
      id: 'gross',
      header: formatMessage({ id: 'settlement.gross' }),
      align: 'end',
      cell: ({ gross }) => <Amount money={gross} withAsset />,
    },
    {
      id: 'fee',
      header: formatMessage({ id: 'settlement.fee' }),
      align: 'end',
      cell: ({ fee }) => <Amount money={fee} />,
    },
    {
      id: 'booked',
      header: formatMessage({ id: 'settlement.booked' }),
      align: 'end',
      cell: ({ booked }) =>
        booked ? <Amount money={booked} /> : <FormattedMessage id="settlement.nothing" />,
    },
    {
      id: 'standing',
      header: formatMessage({ id: 'settlement.standing' }),
      cell: ({ id, standing, note }) => (
        <span className={text.cell}>
          <Badge tone={note === '' ? STANDINGS[standing].tone : 'neutral'}>
            <FormattedMessage id={STANDINGS[standing].label} />
          </Badge>
          {note}
          {standing !== 'MATCHES' && note === '' && <LineNote lineId={id} />}
        </span>
      ),
      wide: true,
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'settlements.lines' })}
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      stale={stale}
      testId="settlement-lines"
    />
  );
}

function LineNote({ lineId }: { readonly lineId: number }) {
  const { formatMessage } = useIntl();
  const [asking, setAsking] = useState(false);
  const note = useLineNote();
  const label = formatMessage({ id: 'settlement.note' });
  return (
    <>
      <Button size="sm" onPress={() => setAsking(true)} data-testid={`note-${lineId}`}>
        {label}
      </Button>
      {asking && (
        <ReasonSheet
          title={label}
          isPending={note.isPending}
          error={note.error}
          onClose={() => setAsking(false)}
          onSubmit={(text) =>
            note.mutate({ lineId, note: text }, { onSuccess: () => setAsking(false) })
          }
        >
          <p>
            <FormattedMessage id="settlement.note.about" />
          </p>
        </ReasonSheet>
      )}
    </>
  );
}
