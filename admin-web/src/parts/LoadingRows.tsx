import { Skeleton } from '@stagedoor/design';
import styles from './LoadingRows.module.css';

/** The place of a table's rows that are on their way. */
export function LoadingRows({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className={styles.rows} data-testid="loading">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row}>
          <Skeleton />
          <Skeleton />
          <Skeleton />
        </div>
      ))}
    </div>
  );
}
