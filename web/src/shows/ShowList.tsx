import { buttonClass } from '@stagedoor/design';
import type { ShowEvent } from '@stagedoor/sdk';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';
import { Coins } from '../common/Coins.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './Shows.module.css';

/** Whether a show is still to be given, or can still be watched. */
export function isShow({ kind, state }: ShowEvent): boolean {
  return kind !== 'CROWD_GOAL' && state === 'OPEN';
}

/** Shows by title, deadline and price, each with the way to it. */
export function ShowList({ shows }: { readonly shows: readonly ShowEvent[] }) {
  const format = useFormat();
  return (
    <ul role="list" className={styles.list}>
      {shows.map((show) => (
        <li key={show.eventId} className={styles.item} data-testid="show">
          <span className={styles.what}>
            {show.title}
            {' · '}
            <FormattedMessage
              id="ticket.showBy"
              values={{ when: format.dateTime(show.closesAt) }}
            />
          </span>
          <Coins money={show.amount} />
          <Link
            to={`/shows/${show.eventId}`}
            className={buttonClass({ size: 'sm' })}
            data-testid="show-open"
          >
            <FormattedMessage id="show.open" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
