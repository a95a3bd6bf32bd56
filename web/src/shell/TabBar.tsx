import { FormattedMessage, useIntl } from 'react-intl';
import { NavLink } from 'react-router';
import { useUser } from '../app/session.ts';
import { navigationOf } from './navigation.ts';
import styles from './TabBar.module.css';

/** The navigation of phones, where a thumb reaches it. */
export function TabBar() {
  const intl = useIntl();
  const user = useUser();
  return (
    <nav className={styles.bar} aria-label={intl.formatMessage({ id: 'nav.main' })}>
      {navigationOf(user).map(({ to, label, icon: Icon }) => (
        <NavLink key={to} to={to} end={to === '/'} className={styles.tab ?? ''}>
          <Icon size={22} aria-hidden />
          <FormattedMessage id={label} />
        </NavLink>
      ))}
    </nav>
  );
}
