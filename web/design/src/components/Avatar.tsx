import { classes } from './classes.ts';
import styles from './Avatar.module.css';
import { avatarHue, initials } from './avatarFacts.ts';

export interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl' | 'fill';
}

/** A person without a photo: initials on a colour that is always the same for the same id. Decorative. */
export function Avatar({ id, name, size = 'md' }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={classes(styles.avatar, styles[size], styles[`hue${avatarHue(id)}`])}
    >
      {initials(name)}
    </span>
  );
}
