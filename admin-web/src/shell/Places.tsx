import { classes } from '@stagedoor/design';
import { useEffect, useId, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { NavLink, useLocation } from 'react-router';
import type { User } from '../api/types.ts';
import styles from './Places.module.css';
import { type Group, groupsFor, isIn } from './places.ts';

/**
 * Where one can go: at the side all places under their headings; on a phone the groups along the bottom edge, and the places of
 * the one that is open above the page.
 */
export function Places({ user }: { readonly user: User }) {
  const { formatMessage } = useIntl();
  const { pathname } = useLocation();
  const groups = groupsFor(user);
  const places = useRef<HTMLElement>(null);
  // On a phone not all places of a group fit beside each other.
  useEffect(() => {
    const current = places.current?.querySelector('[aria-current=page]');
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <>
      <nav ref={places} className={styles.places} aria-label={formatMessage({ id: 'nav.label' })}>
        {groups.map((group) => (
          <GroupPlaces key={group.label} group={group} open={isIn(group, pathname)} />
        ))}
      </nav>
      <nav className={styles.groups} aria-label={formatMessage({ id: 'nav.groups' })}>
        {groups.map((group) => {
          const { label, icon: Icon, places } = group;
          return (
            <NavLink
              key={label}
              to={places[0]?.path ?? '/'}
              className={classes(styles.group, isIn(group, pathname) && styles.open)}
            >
              <Icon size={20} aria-hidden />
              <FormattedMessage id={label} />
            </NavLink>
          );
        })}
      </nav>
    </>
  );
}

function GroupPlaces({ group, open }: { readonly group: Group; readonly open: boolean }) {
  const heading = useId();
  return (
    <section className={classes(styles.section, open && styles.open)} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        <FormattedMessage id={group.label} />
      </h2>
      <ul className={styles.list}>
        {group.places.map(({ path, label, icon: Icon }) => (
          <li key={path}>
            <NavLink
              to={path}
              className={styles.place ?? ''}
              data-testid={`nav${path.replace('/', '-')}`}
            >
              <Icon size={18} aria-hidden />
              <FormattedMessage id={label} />
            </NavLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
