import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Columns } from '../money/journal.ts';
import { AccountName } from '../parts/AccountName.tsx';
import { Amount } from '../parts/Amount.tsx';
import { BalanceMark } from '../parts/BalanceMark.tsx';
import { LedgerTable } from '../parts/LedgerTable.tsx';
import text from '../parts/Text.module.css';
import type { AssetTrialBalance, TrialBalanceGroup, TrialBalanceRow } from './trialBalance.ts';

/** The trial balance of one asset as a sheet, its accounts grouped by class. */
export function AssetSheet({ sheet }: { readonly sheet: AssetTrialBalance }) {
  const { formatMessage } = useIntl();
  const { currency, groups, totals } = sheet;
  return (
    <LedgerTable
      caption={currency}
      aside={<BalanceMark difference={totals.difference} />}
      columns={[
        { id: 'account', header: formatMessage({ id: 'ledger.account' }) },
        { id: 'accounts', header: formatMessage({ id: 'trialBalance.accounts' }), secondary: true },
        { id: 'debit', header: formatMessage({ id: 'ledger.debit' }), figures: true },
        { id: 'credit', header: formatMessage({ id: 'ledger.credit' }), figures: true },
      ]}
      testId="trial-balance-sheet"
    >
      {groups.map((group) => (
        <Group key={group.accountClass} group={group} />
      ))}
      <tfoot role="rowgroup" data-testid="trial-balance-totals">
        <tr role="row">
          <th role="rowheader" scope="row">
            <FormattedMessage id="ledger.total" />
          </th>
          <td role="cell" data-column="accounts" />
          <AmountCells amounts={totals} />
        </tr>
      </tfoot>
    </LedgerTable>
  );
}

function Group({ group }: { readonly group: TrialBalanceGroup }) {
  const { accountClass, rows, totals } = group;
  return (
    <tbody role="rowgroup" data-testid="trial-balance-group" data-class={accountClass}>
      <tr role="row">
        <th role="rowheader" scope="rowgroup" colSpan={4}>
          <FormattedMessage id={`account.class.${accountClass}`} />
        </th>
      </tr>
      {rows.map((row) => (
        <Row key={`${row.code}/${row.kind}`} row={row} />
      ))}
      {rows.length > 1 && (
        <tr role="row" data-subtotal>
          <td role="cell">
            <FormattedMessage id="ledger.subtotal" />
          </td>
          <td role="cell" data-column="accounts" />
          <AmountCells amounts={totals} />
        </tr>
      )}
    </tbody>
  );
}

function Row({ row }: { readonly row: TrialBalanceRow }) {
  return (
    <tr role="row" data-testid="trial-balance-row" data-code={row.code}>
      <td role="cell">
        <Link className={text.plainLink} to={`/accounts?kind=${row.kind}`}>
          <AccountName code={row.code} kind={row.kind} />
        </Link>
      </td>
      <td role="cell" data-column="accounts">
        <FormattedNumber value={row.accounts} />
      </td>
      <AmountCells amounts={row} />
    </tr>
  );
}

/** An empty side stays blank: a zero in every row would hide the figures. */
function AmountCells({ amounts }: { readonly amounts: Columns }) {
  return (['debit', 'credit'] as const).map((side) => {
    const amount = amounts[side];
    return (
      <td key={side} role="cell" data-column={side}>
        {amount !== null && amount.amountMinor !== 0 && <Amount money={amount} />}
      </td>
    );
  });
}
