import { classes } from './classes.ts';
import styles from './Presence.module.css';

export interface PresenceProps {
  readonly presence: 'ONLINE' | 'BUSY' | 'AWAY' | 'OFFLINE';
  /** The state in words. */
  readonly label: string;
  /** Shows only the dot and keeps the words for screen readers. */
  readonly dotOnly?: boolean;
}

/** A coloured dot and its word. */
export function Presence({ presence, label, dotOnly = false }: PresenceProps) {
  return (
    <span className={styles.presence} data-presence={presence}>
      <span className={classes(styles.dot, styles[presence.toLowerCase()])} />
      <span className={dotOnly ? 'visually-hidden' : undefined}>{label}</span>
    </span>
  );
}
