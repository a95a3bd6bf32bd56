import { Badge, type Tone } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { CheckReport } from '../api/types.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';

const TONES: Record<CheckReport['status'], Tone> = {
  OK: 'success',
  WARNING: 'accent',
  FAILURE: 'danger',
};

/** A row for every check, with what it found and what to do about it. */
export function ChecksTable({ reports }: { readonly reports: readonly CheckReport[] }) {
  const { formatMessage } = useIntl();
  return (
    <DataTable
      label={formatMessage({ id: 'reconciliation.title' })}
      columns={useColumns()}
      rows={reports}
      rowKey={({ check }) => check}
      testId="checks"
    />
  );
}

function useColumns(): Column<CheckReport>[] {
  const { formatMessage, formatNumber } = useIntl();
  return [
    {
      id: 'status',
      header: formatMessage({ id: 'reconciliation.status' }),
      cell: ({ status }) => (
        <Badge tone={TONES[status]} data-testid="check-status">
          {formatMessage({ id: `reconciliation.status.${status}` })}
        </Badge>
      ),
    },
    {
      id: 'check',
      header: formatMessage({ id: 'reconciliation.check' }),
      cell: (report) => <Finding report={report} />,
      wide: true,
      bare: true,
    },
    {
      id: 'found',
      header: formatMessage({ id: 'reconciliation.found' }),
      cell: ({ found }) => formatNumber(found),
      align: 'end',
    },
    {
      id: 'duration',
      header: formatMessage({ id: 'reconciliation.duration' }),
      cell: ({ durationMs }) => formatNumber(durationMs),
      align: 'end',
    },
  ];
}

function Finding({ report }: { readonly report: CheckReport }) {
  return (
    <span className={text.stack}>
      <strong className={text.name}>{report.check}</strong>
      <span className={text.muted}>{report.claim}</span>
      {report.samples.map((line) => (
        <span key={line} className={text.mono}>
          {line}
        </span>
      ))}
      {report.remedy !== '' && (
        <span data-testid="check-remedy">
          <FormattedMessage id="reconciliation.remedy" values={{ remedy: report.remedy }} />
        </span>
      )}
    </span>
  );
}
