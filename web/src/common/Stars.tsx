import { Star } from 'lucide-react';
import { useIntl } from 'react-intl';
import styles from './Stars.module.css';

interface StarsProps {
  /** Mean of the stars; absent before the first. */
  readonly rating?: number | undefined;
  readonly count: number;
}

/** A performer's mean rating, or that there is none yet. */
export function Stars({ rating, count }: StarsProps) {
  const intl = useIntl();
  if (rating === undefined || count === 0) {
    return <span className={styles.none}>{intl.formatMessage({ id: 'rating.none' })}</span>;
  }
  const mean = intl.formatNumber(rating, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <span className={styles.stars}>
      <Star size="1em" fill="currentColor" aria-hidden />
      <span aria-hidden>{mean}</span>
      <span className={styles.count} aria-hidden>
        {intl.formatMessage({ id: 'rating.count' }, { count })}
      </span>
      <span className="visually-hidden">
        {intl.formatMessage({ id: 'rating.spoken' }, { mean, count })}
      </span>
    </span>
  );
}
