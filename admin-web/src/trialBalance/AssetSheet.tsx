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
      <tfoot data-testid="trial-balance-totals">
        <tr>
          <th scope="row">
            <FormattedMessage id="ledger.total" />
          </th>
          <td data-column="accounts" />
          <AmountCells amounts={totals} />
        </tr>
      </tfoot>
    </LedgerTable>
  );
}

function Group({ group }: { readonly group: TrialBalanceGroup }) {
  const { accountClass, rows, totals } = group;
  return (
    <tbody data-testid="trial-balance-group" data-class={accountClass}>
      <tr>
        <th scope="rowgroup" colSpan={4}>
          <FormattedMessage id={`account.class.${accountClass}`} />
        </th>
      </tr>
      {rows.map((row) => (
        <Row key={`${row.code}/${row.kind}`} row={row} />
      ))}
      {rows.length > 1 && (
        <tr data-subtotal>
          <td>
            <FormattedMessage id="ledger.subtotal" />
          </td>
          <td data-column="accounts" />
          <AmountCells amounts={totals} />
        </tr>
      )}
    </tbody>
  );
}

function Row({ row }: { readonly row: TrialBalanceRow }) {
  return (
    <tr data-testid="trial-balance-row" data-code={row.code}>
      <td>
        <Link className={text.plainLink} to={`/accounts?kind=${row.code}`}>
          <AccountName code={row.code} detail={row.kind.replaceAll('_', ' ')} />
        </Link>
      </td>
      <td data-column="accounts">
        <FormattedNumber value={row.accounts} />
      </td>
      <AmountCells amounts={row} />
    </tr>
  );
}

function AmountCells({ amounts: { debit, credit } }: { readonly amounts: Columns }) {
  return (
    <>
      <td data-column="debit">{debit && <Amount money={debit} />}</td>
      <td data-column="credit">{credit && <Amount money={credit} />}</td>
    </>
  );
}
