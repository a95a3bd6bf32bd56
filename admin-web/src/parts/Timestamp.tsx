import { FormattedDate } from 'react-intl';
import styles from './Timestamp.module.css';

interface TimestampProps {
  /** RFC 3339, as the API sends it; stays readable as the tooltip, because disputes are argued in UTC. */
  readonly at: string;
  /** Leaves the day out where the rows are minutes apart. */
  readonly timeOnly?: boolean;
}

/** A moment in the reader's own time zone, to the second. */
export function Timestamp({ at, timeOnly = false }: TimestampProps) {
  return (
    <time className={styles.time} dateTime={at} title={at}>
      {timeOnly ? (
        <FormattedDate value={at} timeStyle="medium" />
      ) : (
        <FormattedDate value={at} dateStyle="medium" timeStyle="medium" />
      )}
    </time>
  );
}
