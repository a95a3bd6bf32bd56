import { useIntl } from 'react-intl';
import type { SettlementImport } from '../api/types.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';

/** Files that were imported, and what of them still does not fit. */
export function ImportsTable({ imports }: { readonly imports: readonly SettlementImport[] }) {
  const { formatMessage, formatNumber } = useIntl();
  const columns: Column<SettlementImport>[] = [
    {
      id: 'file',
      header: formatMessage({ id: 'settlements.file' }),
      cell: ({ provider, fileName }) => (
        <span className={text.stack}>
          <strong className={text.name}>{provider}</strong>
          <span>{fileName}</span>
        </span>
      ),
    },
    {
      id: 'at',
      header: formatMessage({ id: 'settlements.importedAt' }),
      cell: ({ importedAt }) => <Timestamp at={importedAt} />,
      wide: true,
      bare: true,
    },
    {
      id: 'lines',
      header: formatMessage({ id: 'settlements.newLines' }),
      align: 'end',
      cell: ({ lines }) => formatNumber(lines),
    },
    {
      id: 'open',
      header: formatMessage({ id: 'settlements.open' }),
      align: 'end',
      cell: ({ open }) => formatNumber(open),
    },
    {
      id: 'by',
      header: formatMessage({ id: 'settlements.importedBy' }),
      cell: ({ importedBy }) => <span className={text.mono}>{importedBy}</span>,
      wide: true,
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'settlements.imports' })}
      columns={columns}
      rows={imports}
      rowKey={({ id }) => id}
      testId="settlement-imports"
    />
  );
}
