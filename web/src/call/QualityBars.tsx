import { classes } from '@stagedoor/design';
import type { Quality } from '@stagedoor/sdk';
import { useIntl } from 'react-intl';
import styles from './QualityBars.module.css';

const LEVELS: readonly Quality[] = [1, 2, 3, 4, 5];

/** The network from 1 to 5, as bars and in words. */
export function QualityBars({ quality }: { readonly quality: Quality | null }) {
  const intl = useIntl();
  const label = quality
    ? intl.formatMessage({ id: `quality.${quality}` })
    : intl.formatMessage({ id: 'quality.unknown' });
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={classes(styles.bars, quality && quality <= 2 && styles.poor)}
      data-testid="call-quality"
      data-quality={quality ?? ''}
    >
      {LEVELS.map((level) => (
        <span
          key={level}
          className={classes(styles.level, quality !== null && level <= quality && styles.on)}
        />
      ))}
    </span>
  );
}
