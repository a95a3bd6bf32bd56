import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { LedgerEntry } from '../api/types.ts';
import { columnsOf, journalOf, type JournalLeg } from '../money/journal.ts';
import { AccountName } from '../parts/AccountName.tsx';
import { Amount, Balance } from '../parts/Amount.tsx';
import { BalanceMark } from '../parts/BalanceMark.tsx';
import { LedgerTable } from '../parts/LedgerTable.tsx';
import text from '../parts/Text.module.css';

/** A transfer's lines in debit and credit columns, each asset a leg of its own that must balance. */
export function JournalEntry({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  return journalOf(entries).map((leg) => <Leg key={leg.currency} leg={leg} />);
}

function Leg({ leg }: { readonly leg: JournalLeg<LedgerEntry> }) {
  const { formatMessage } = useIntl();
  const { currency, lines, totals } = leg;
  return (
    <LedgerTable
      caption={currency}
      aside={<BalanceMark difference={totals.difference} />}
      columns={[
        { id: 'account', header: formatMessage({ id: 'ledger.account' }) },
        { id: 'debit', header: formatMessage({ id: 'ledger.debit' }), figures: true },
        { id: 'credit', header: formatMessage({ id: 'ledger.credit' }), figures: true },
        {
          id: 'balance',
          header: formatMessage({ id: 'ledger.balanceAfter' }),
          figures: true,
          secondary: true,
        },
      ]}
      testId="journal-leg"
    >
      <tbody role="rowgroup">
        {lines.map((entry) => (
          <JournalLine key={entry.line} entry={entry} />
        ))}
      </tbody>
      <tfoot role="rowgroup" data-testid="journal-totals">
        <tr role="row">
          <th role="rowheader" scope="row">
            <FormattedMessage id="ledger.total" />
          </th>
          <td role="cell" data-column="debit">
            <Amount money={totals.debit} />
          </td>
          <td role="cell" data-column="credit">
            <Amount money={totals.credit} />
          </td>
          <td role="cell" data-column="balance" />
        </tr>
      </tfoot>
    </LedgerTable>
  );
}

function JournalLine({ entry }: { readonly entry: LedgerEntry }) {
  const { formatMessage } = useIntl();
  const { debit, credit } = columnsOf(entry.amount);
  return (
    <tr role="row" data-testid="journal-line">
      <td role="cell">
        <Link className={text.plainLink} to={`/transfers?accountId=${entry.accountId}`}>
          <AccountName
            code={entry.code}
            detail={
              entry.ownerName ??
              formatMessage({ id: 'ledger.number' }, { number: String(entry.accountId) })
            }
          />
        </Link>
      </td>
      <td role="cell" data-column="debit">
        {debit && <Amount money={debit} />}
      </td>
      <td role="cell" data-column="credit">
        {credit && <Amount money={credit} />}
      </td>
      <td role="cell" data-column="balance">
        {entry.balanceAfter && <Balance money={entry.balanceAfter} />}
      </td>
    </tr>
  );
}
