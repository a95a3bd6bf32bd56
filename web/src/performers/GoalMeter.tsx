import type { Money } from '@stagedoor/sdk';
import { FormattedMessage, useIntl } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import styles from './GoalMeter.module.css';

interface GoalMeterProps {
  readonly title: string;
  readonly reached: Money;
  readonly target: Money;
}

/** How far a goal is, as a bar and in numbers. */
export function GoalMeter({ title, reached, target }: GoalMeterProps) {
  const intl = useIntl();
  return (
    <div className={styles.goal} data-testid="goal-meter">
      <span className={styles.title}>{title}</span>
      <progress
        className={styles.bar}
        aria-label={intl.formatMessage({ id: 'tipBoard.progress' }, { title })}
        max={target.amountMinor}
        value={Math.min(reached.amountMinor, target.amountMinor)}
      />
      <span className={styles.numbers}>
        <FormattedMessage
          id="tipBoard.reached"
          values={{ reached: <Coins money={reached} />, target: <Coins money={target} /> }}
        />
      </span>
    </div>
  );
}
