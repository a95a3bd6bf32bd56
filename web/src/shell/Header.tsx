import { FormattedMessage, useIntl } from 'react-intl';
import { Link, NavLink } from 'react-router';
import { useUser } from '../app/session.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { BalancePill } from './BalancePill.tsx';
import { Brand } from './Brand.tsx';
import styles from './Header.module.css';
import { navigationOf } from './navigation.ts';

export function Header() {
  const intl = useIntl();
  const user = useUser();
  // Settings are in the account menu here; phones have them in the bar at the bottom.
  const items = navigationOf(user).filter((item) => item.to !== '/settings');
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link to="/" className={styles.home} aria-label={intl.formatMessage({ id: 'nav.home' })}>
          <Brand />
        </Link>
        <nav className={styles.nav} aria-label={intl.formatMessage({ id: 'nav.main' })}>
          {items.map((item) => (
            <NavLink key={item.to} to={item.to} end={item.to === '/'} className={styles.link ?? ''}>
              <FormattedMessage id={item.label} />
            </NavLink>
          ))}
        </nav>
        <div className={styles.end}>
          <BalancePill />
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}
