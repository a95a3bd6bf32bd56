import { Spinner } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import styles from './Loading.module.css';

/** The place of a page that is on its way. */
export function Loading() {
  return (
    <div className={styles.loading} role="status">
      <Spinner size={32} />
      <span className="visually-hidden">
        <FormattedMessage id="app.loading" />
      </span>
    </div>
  );
}
