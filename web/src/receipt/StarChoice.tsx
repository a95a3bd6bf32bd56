import { Star } from 'lucide-react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { useIntl } from 'react-intl';
import styles from './StarChoice.module.css';

const STARS = [1, 2, 3, 4, 5] as const;

interface StarChoiceProps {
  /** 0 while nothing is chosen. */
  readonly value: number;
  readonly onChange: (stars: number) => void;
}

/** One to five stars: a radio group, so arrow keys and screen readers know what to do. */
export function StarChoice({ value, onChange }: StarChoiceProps) {
  const intl = useIntl();
  return (
    <RadioGroup
      className={styles.stars ?? ''}
      orientation="horizontal"
      aria-label={intl.formatMessage({ id: 'rating.label' })}
      value={value > 0 ? String(value) : null}
      onChange={(stars) => onChange(Number(stars))}
    >
      {STARS.map((star) => (
        <RadioField key={star} value={String(star)}>
          <RadioButton className={styles.star ?? ''} data-testid={`star-${star}`}>
            <Star size={36} fill={star <= value ? 'currentColor' : 'none'} aria-hidden />
            <span className="visually-hidden">
              {intl.formatMessage({ id: 'rating.stars' }, { stars: star })}
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
