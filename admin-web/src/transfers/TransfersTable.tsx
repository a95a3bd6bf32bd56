import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { LedgerEntry, LedgerTransfer } from '../api/types.ts';
import { journalOf } from '../money/journal.ts';
import { Amount } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { TransferCode } from './TransferCode.tsx';

interface TransfersTableProps {
  readonly transfers: readonly LedgerTransfer[];
  readonly stale: boolean;
}

/** Transfers with the accounts they debit and credit and the amount they move in each asset. */
export function TransfersTable({ transfers, stale }: TransfersTableProps) {
  const { formatMessage } = useIntl();
  const columns: Column<LedgerTransfer>[] = [
    ...useLeadColumns(),
    {
      id: 'debited',
      header: formatMessage({ id: 'transfer.debited' }),
      cell: ({ entries }) => <AccountCodes entries={entries.filter(isDebit)} />,
    },
    {
      id: 'credited',
      header: formatMessage({ id: 'transfer.credited' }),
      cell: ({ entries }) => <AccountCodes entries={entries.filter((entry) => !isDebit(entry))} />,
    },
    {
      id: 'amount',
      header: formatMessage({ id: 'transfer.amount' }),
      align: 'end',
      cell: ({ entries }) => (
        <span className={text.stack}>
          {journalOf(entries).map(({ currency, totals }) => (
            <Amount key={currency} money={totals.debit} withAsset />
          ))}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'transfers.title' })}
      columns={columns}
      rows={transfers}
      rowKey={({ id }) => id}
      stale={stale}
      testId="transfers"
    />
  );
}

/** What every list of transfers begins with: number, kind and time. */
export function useLeadColumns(): Column<LedgerTransfer>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'number',
      header: formatMessage({ id: 'transfer.number' }),
      cell: (transfer) => (
        <span className={text.line}>
          <Link className={text.link} to={`/transfers/${transfer.id}`}>
            {formatMessage({ id: 'ledger.number' }, { number: String(transfer.id) })}
          </Link>
        </span>
      ),
    },
    {
      id: 'code',
      header: formatMessage({ id: 'transfer.code' }),
      cell: (transfer) => <TransferCode transfer={transfer} />,
      wide: true,
      bare: true,
    },
    {
      id: 'at',
      header: formatMessage({ id: 'transfer.at' }),
      cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      wide: true,
      bare: true,
    },
  ];
}

function isDebit({ amount }: LedgerEntry): boolean {
  return amount.amountMinor < 0;
}

function AccountCodes({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  return (
    <span className={text.line}>
      {entries.map(({ line, code, accountId, ownerName }) => (
        <Link
          key={line}
          className={text.quietLink}
          to={`/transfers?accountId=${accountId}`}
          title={ownerName}
        >
          {code}
        </Link>
      ))}
    </span>
  );
}
