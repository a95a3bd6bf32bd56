import { classes } from '@stagedoor/design';
import styles from './Brand.module.css';

/** The lit door. */
function BrandMark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect className={styles.wall} width="32" height="32" rx="9" />
      <path className={styles.light} d="M10 27V14a6 6 0 0 1 12 0v13z" />
      <circle className={styles.wall} cx="18.6" cy="20" r="1.3" />
    </svg>
  );
}

/** Mark and name. The name is a name, not a message. */
export function Brand({ large = false }: { readonly large?: boolean }) {
  return (
    <span className={classes(styles.brand, large && styles.large)}>
      <BrandMark size={large ? 40 : 28} />
      <span>{'Stagedoor'}</span>
    </span>
  );
}
