import { IconButton } from '@stagedoor/design';
import {
  ArrowLeftRight,
  BookOpen,
  ClipboardCheck,
  Landmark,
  LogOut,
  MessageSquareWarning,
  Percent,
  PhoneCall,
  Scale,
  Stamp,
  Tags,
  Undo2,
  UserCheck,
  Users,
  Webhook,
} from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { NavLink, useLocation } from 'react-router';
import { useApi } from '../api/ApiContext.ts';
import type { User } from '../api/types.ts';
import { may, type HouseRole } from '../auth/roles.ts';
import { Brand } from './Brand.tsx';
import styles from './Shell.module.css';
import { ThemeButton } from './ThemeButton.tsx';

const MONEY: readonly HouseRole[] = ['FINANCE'];
const PEOPLE: readonly HouseRole[] = ['SUPPORT'];

/** Places, and who beside an administrator has something to do there; the server decides what they may. */
const PLACES = [
  { path: '/sessions', label: 'nav.sessions', icon: PhoneCall, roles: [...MONEY, ...PEOPLE] },
  { path: '/transfers', label: 'nav.transfers', icon: ArrowLeftRight, roles: MONEY },
  { path: '/accounts', label: 'nav.accounts', icon: BookOpen, roles: MONEY },
  { path: '/trial-balance', label: 'nav.trialBalance', icon: Scale, roles: MONEY },
  { path: '/prices', label: 'nav.prices', icon: Tags, roles: MONEY },
  { path: '/providers', label: 'nav.providers', icon: Webhook, roles: MONEY },
  { path: '/approvals', label: 'nav.approvals', icon: Stamp, roles: MONEY },
  { path: '/payouts', label: 'nav.payouts', icon: Landmark, roles: MONEY },
  { path: '/payees', label: 'nav.payees', icon: UserCheck, roles: MONEY },
  { path: '/tax-rules', label: 'nav.taxRules', icon: Percent, roles: MONEY },
  { path: '/reconciliation', label: 'nav.reconciliation', icon: ClipboardCheck, roles: MONEY },
  { path: '/refunds', label: 'nav.refunds', icon: Undo2, roles: MONEY },
  { path: '/disputes', label: 'nav.disputes', icon: MessageSquareWarning, roles: MONEY },
  { path: '/chargebacks', label: 'nav.chargebacks', icon: Landmark, roles: MONEY },
  { path: '/users', label: 'nav.users', icon: Users, roles: PEOPLE },
] as const;

interface ShellProps {
  readonly user: User;
  readonly children: ReactNode;
}

/** The frame around every page: places at the side, or along the bottom edge of a phone. */
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
      <nav className={styles.places} aria-label={formatMessage({ id: 'nav.label' })}>
        {PLACES.filter(({ roles }) => may(user, roles)).map(({ path, label, icon: Icon }) => (
          <NavLink
            key={path}
            to={path}
            className={styles.place ?? ''}
            data-testid={`nav${path.replace('/', '-')}`}
          >
            <Icon size={20} aria-hidden />
            <span>
              <FormattedMessage id={label} />
            </span>
          </NavLink>
        ))}
      </nav>
      <main id="main" ref={main} className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
