import { classes } from '@stagedoor/design';
import { type ReactNode, useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './Page.module.css';

interface PageProps {
  readonly titleId: MessageId;
  /** Replaces the title's text, for a page named after its subject. */
  readonly title?: string | undefined;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly narrow?: boolean;
  readonly children: ReactNode;
  readonly 'data-testid'?: string;
}

/** A page with its heading. On arrival the heading takes the focus, so that screen readers begin there. */
export function Page(props: PageProps) {
  const { titleId, title, lead, actions, narrow, children } = props;
  const intl = useIntl();
  const heading = useRef<HTMLHeadingElement>(null);
  const text = title ?? intl.formatMessage({ id: titleId });
  useEffect(() => {
    document.title = intl.formatMessage({ id: 'app.pageTitle' }, { page: text });
  }, [intl, text]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div
      className={classes(styles.page, narrow && styles.narrow)}
      data-testid={props['data-testid']}
    >
      <header className={styles.header}>
        <div className={styles.heading}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {text}
          </h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}
