import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right, in figures of one width. */
  readonly numeric?: boolean;
}

export interface TableProps<Row> {
  /** What the table shows, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly footer?: ReactNode;
  readonly rowTestId?: string;
  readonly 'data-testid'?: string;
}

/**
 * A plain HTML table: read row by row, no selection. A wide one scrolls inside its own box, never the
 * page; the box can be reached by keyboard for that (WCAG 2.1.1).
 */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, footer, rowTestId } = props;
  return (
    <div className={styles.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.table} data-testid={props['data-testid']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classes(styles.head, column.numeric && styles.numeric)}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={styles.row} data-testid={rowTestId}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={classes(styles.cell, column.numeric && styles.numeric)}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {footer && <tfoot>{footer}</tfoot>}
      </table>
    </div>
  );
}
