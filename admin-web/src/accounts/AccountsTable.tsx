import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { LedgerAccount } from '../api/types.ts';
import { AccountName } from '../parts/AccountName.tsx';
import { Balance } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';

interface AccountsTableProps {
  readonly accounts: readonly LedgerAccount[];
  readonly stale: boolean;
}

/** Accounts with their balance on its side; each leads to its statement. */
export function AccountsTable({ accounts, stale }: AccountsTableProps) {
  const { formatMessage, formatNumber } = useIntl();
  const columns: Column<LedgerAccount>[] = [
    {
      id: 'account',
      header: formatMessage({ id: 'ledger.account' }),
      cell: ({ id, code }) => (
        <Link className={text.link} to={`/transfers?accountId=${id}`}>
          <AccountName code={code} />
        </Link>
      ),
    },
    {
      id: 'number',
      header: formatMessage({ id: 'transfer.number' }),
      align: 'end',
      cell: ({ id }) => formatMessage({ id: 'ledger.number' }, { number: String(id) }),
    },
    {
      id: 'owner',
      header: formatMessage({ id: 'accounts.owner' }),
      cell: ({ ownerId, ownerName }) =>
        ownerId === undefined ? (
          <span className={text.muted}>{formatMessage({ id: 'accounts.platform' })}</span>
        ) : (
          <Link className={text.plainLink} to={`/users?query=${ownerId}`} title={ownerId}>
            {ownerName ?? ownerId.slice(-8)}
          </Link>
        ),
    },
    {
      id: 'entries',
      header: formatMessage({ id: 'accounts.entries' }),
      align: 'end',
      cell: ({ version }) => formatNumber(version),
    },
    {
      id: 'balance',
      header: formatMessage({ id: 'ledger.balance' }),
      align: 'end',
      cell: ({ balance }) => <Balance money={balance} withAsset />,
      wide: true,
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'accounts.title' })}
      columns={columns}
      rows={accounts}
      rowKey={({ id }) => id}
      stale={stale}
      testId="accounts"
    />
  );
}
