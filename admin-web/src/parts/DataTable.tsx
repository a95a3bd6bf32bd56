import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

/** How one column of a table is headed, aligned and filled. */
export interface Column<Row> {
  readonly id: string;
  /** Plain text, because on a phone it labels every cell. */
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for figures, which line up by their last digit. */
  readonly align?: 'end';
  /** The cell takes a whole line of a phone's card. */
  readonly wide?: boolean;
  /** The cell speaks for itself and needs no label on a phone. */
  readonly bare?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly testId: string;
  /** The rows are those of another page, shown until the asked ones are here. */
  readonly stale?: boolean;
}

/**
 * A read-only table that turns into cards on a phone. Roles are spelled out, because a browser forgets that a table is
 * one as soon as its rows are laid out as a grid.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, testId, stale = false } = props;
  return (
    <div className={styles.room}>
      <div className={styles.frame} data-stale={stale || undefined}>
        <table
          className={styles.table}
          role="table"
          aria-label={label}
          aria-busy={stale}
          data-testid={testId}
        >
          <thead role="rowgroup">
            <tr role="row">
              {columns.map(({ id, header, align }) => (
                <th key={id} role="columnheader" scope="col" data-align={align}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={rowKey(row)} role="row" data-testid={`${testId}-row`} data-key={rowKey(row)}>
                {columns.map(({ id, header, align, wide, bare, cell }, index) => (
                  <td
                    key={id}
                    role="cell"
                    data-label={header}
                    data-column={id}
                    data-align={align}
                    data-wide={wide === true || index === 0 || undefined}
                    data-bare={bare === true || index === 0 || undefined}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
