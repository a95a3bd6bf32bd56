import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import styles from './Filters.module.css';

/** The row of filters above a list; a search landmark, so that a screen reader finds it. */
export function Filters({ children }: { readonly children: ReactNode }) {
  const { formatMessage } = useIntl();
  return (
    <search className={styles.filters} aria-label={formatMessage({ id: 'filters.label' })}>
      {children}
    </search>
  );
}
