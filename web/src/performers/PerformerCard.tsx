import { Avatar, Card, Presence, Skeleton } from '@stagedoor/design';
import type { Performer } from '@stagedoor/sdk';
import { Video } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Coins } from '../common/Coins.tsx';
import { Stars } from '../common/Stars.tsx';
import styles from './PerformerCard.module.css';

/** A performer in the grid: one link to their page. */
export function PerformerCard({ performer }: { readonly performer: Performer }) {
  const intl = useIntl();
  return (
    <Card as="li" className={styles.card} data-testid="performer-card">
      <div className={styles.picture}>
        <Avatar id={performer.id} name={performer.displayName} size="fill" />
        <span className={styles.presence}>
          <Presence
            presence={performer.presence}
            label={intl.formatMessage({ id: `presence.${performer.presence}` })}
          />
        </span>
      </div>
      <div className={styles.facts}>
        <h2 className={styles.name}>
          <Link to={`/performers/${performer.id}`} className={styles.link}>
            {performer.displayName}
          </Link>
        </h2>
        <Stars rating={performer.rating} count={performer.ratingCount} />
        {performer.bio && <p className={styles.bio}>{performer.bio}</p>}
        <p className={styles.rate}>
          <Video size={16} aria-hidden />
          <span>
            <FormattedMessage
              id="rate.perMinute"
              values={{ amount: <Coins money={performer.videoRate} /> }}
            />
          </span>
        </p>
      </div>
    </Card>
  );
}

/** A performer who is still loading. */
export function PerformerCardSkeleton() {
  return (
    <Card as="li" className={styles.card}>
      <Skeleton shape="block" className={styles.picture} />
      <div className={styles.facts}>
        <Skeleton className={styles.loadingName} />
        <Skeleton className={styles.loadingRate} />
      </div>
    </Card>
  );
}
