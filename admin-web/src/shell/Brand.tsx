import { FormattedMessage } from 'react-intl';
import styles from './Brand.module.css';

/** The name on the door: the product, and that this is its console. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <span className={styles.lamp} aria-hidden />
      <span className={styles.name}>
        <FormattedMessage id="app.name" />
      </span>
      <span className={styles.place}>
        <FormattedMessage id="app.place" />
      </span>
    </span>
  );
}
