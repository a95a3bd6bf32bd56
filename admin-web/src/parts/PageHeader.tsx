import { useEffect, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** One line on what the page shows. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** The page's heading, which also names the browser's tab. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  const { formatMessage } = useIntl();
  useEffect(() => {
    document.title = formatMessage({ id: 'app.documentTitle' }, { page: title });
  }, [formatMessage, title]);

  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {children && <div className={styles.about}>{children}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
