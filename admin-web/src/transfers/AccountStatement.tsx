import { Card } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { LedgerEntry, LedgerTransfer } from '../api/types.ts';
import { columnsOf } from '../money/journal.ts';
import { AccountName } from '../parts/AccountName.tsx';
import { Amount, Balance } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';
import styles from './AccountStatement.module.css';
import { useLeadColumns } from './TransfersTable.tsx';

interface AccountStatementProps {
  readonly accountId: number;
  readonly transfers: readonly LedgerTransfer[];
  readonly stale: boolean;
}

/** One account's side of each transfer. */
interface StatementRow {
  readonly transfer: LedgerTransfer;
  readonly entry: LedgerEntry;
}

/** What moved in one account, newest first, with the balance after each entry where the ledger keeps one. */
export function AccountStatement({ accountId, transfers, stale }: AccountStatementProps) {
  const { formatMessage } = useIntl();
  const columns = useStatementColumns();
  const rows = transfers.flatMap((transfer) =>
    transfer.entries
      .filter((entry) => entry.accountId === accountId)
      .map((entry): StatementRow => ({ transfer, entry })),
  );
  const own = rows[0]?.entry;
  return (
    <>
      {own && (
        <Card className={styles.account} data-testid="statement-account">
          <AccountName code={own.code} detail={own.ownerName} />
          <span className={text.muted}>
            <FormattedMessage
              id="statement.account"
              values={{ number: String(accountId), asset: own.amount.currency }}
            />
          </span>
        </Card>
      )}
      <DataTable
        label={formatMessage({ id: 'statement.title' })}
        columns={columns}
        rows={rows}
        rowKey={({ transfer, entry }) => `${transfer.id}/${entry.line}`}
        stale={stale}
        testId="statement"
      />
    </>
  );
}

function useStatementColumns(): Column<StatementRow>[] {
  const { formatMessage } = useIntl();
  return [
    ...useLeadColumns().map((column) => ({
      ...column,
      cell: ({ transfer }: StatementRow) => column.cell(transfer),
    })),
    ...(['debit', 'credit'] as const).map((side): Column<StatementRow> => ({
      id: side,
      header: formatMessage({ id: `ledger.${side}` }),
      align: 'end',
      cell: ({ entry }) => {
        const amount = columnsOf(entry.amount)[side];
        return amount && <Amount money={amount} />;
      },
    })),
    {
      id: 'balance',
      header: formatMessage({ id: 'ledger.balanceAfter' }),
      align: 'end',
      cell: ({ entry }) => entry.balanceAfter && <Balance money={entry.balanceAfter} />,
    },
  ];
}
