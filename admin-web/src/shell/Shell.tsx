import { IconButton } from '@stagedoor/design';
import { LogOut } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useLocation } from 'react-router';
import { useApi } from '../api/ApiContext.ts';
import type { User } from '../api/types.ts';
import { Brand } from './Brand.tsx';
import { Places } from './Places.tsx';
import styles from './Shell.module.css';
import { ThemeButton } from './ThemeButton.tsx';

interface ShellProps {
  readonly user: User;
  readonly children: ReactNode;
}

/** The frame around every page. */
export function Shell({ user, children }: ShellProps) {
  const { formatMessage } = useIntl();
  const { session } = useApi();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  // A new page begins at its top, for eyes and for screen readers; the first one begins where the browser put it.
  const shownPath = useRef(pathname);
  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        <FormattedMessage id="nav.skip" />
      </a>
      <header className={styles.header}>
        <Brand />
        <div className={styles.account}>
          <span className={styles.user} data-testid="signed-in-user">
            {user.displayName}
          </span>
          <ThemeButton />
          <IconButton
            size="sm"
            label={formatMessage({ id: 'nav.signOut' })}
            icon={<LogOut size={18} aria-hidden />}
            onPress={() => void session.signOut().catch(() => undefined)}
            data-testid="sign-out"
          />
        </div>
      </header>
      <Places user={user} />
      <main id="main" ref={main} className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
