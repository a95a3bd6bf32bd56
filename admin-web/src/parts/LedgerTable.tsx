import { useId, type ReactNode } from 'react';
import styles from './LedgerTable.module.css';

interface LedgerColumn {
  readonly id: string;
  readonly header: string;
  /** Amounts, lined up by their last digit. */
  readonly figures?: boolean;
  /** Left out on a phone. */
  readonly secondary?: boolean;
}

interface LedgerTableProps {
  readonly caption: string;
  readonly aside?: ReactNode;
  readonly columns: readonly LedgerColumn[];
  readonly testId: string;
  /** `tbody` and `tfoot` elements; their cells name their column by `data-column`. */
  readonly children: ReactNode;
}

/**
 * A table in the form of a ledger sheet: a ruled head, amounts in columns, a double rule under the totals. On a phone an
 * account stands above its amounts, but debit and credit stay side by side, because only so do they mean something. The
 * roles are spelled out for the sake of that layout.
 */
export function LedgerTable({ caption, aside, columns, testId, children }: LedgerTableProps) {
  const id = useId();
  return (
    <section
      className={styles.sheet}
      aria-labelledby={id}
      data-testid={testId}
      data-asset={caption}
    >
      <header className={styles.header}>
        <h2 id={id}>{caption}</h2>
        {aside}
      </header>
      <table role="table" className={styles.table} aria-labelledby={id}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ id: column, header, figures, secondary }) => (
              <th
                key={column}
                role="columnheader"
                scope="col"
                data-column={column}
                data-figures={figures}
                data-secondary={secondary}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </section>
  );
}
