import { Badge, Button, Card } from '@stagedoor/design';
import type { Plan } from '@stagedoor/sdk';
import { FormattedMessage, useIntl } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { FreeMinutes } from './FreeMinutes.tsx';
import styles from './Plans.module.css';
import { planName } from './planFacts.ts';

interface PlanCardProps {
  readonly plan: Plan;
  readonly isCurrent: boolean;
  /** There is another plan that this one would replace. */
  readonly replaces: boolean;
  readonly isPending: boolean;
  readonly onChoose: () => void;
}

/** One plan: its price a month, and what it gives. */
export function PlanCard({ plan, isCurrent, replaces, isPending, onChoose }: PlanCardProps) {
  const intl = useIntl();
  return (
    <Card as="li" className={styles.plan}>
      <h2>{planName(intl, plan)}</h2>
      <p className={styles.price}>
        <Coins money={plan.price} size="lg" />
        <span>
          <FormattedMessage id="plans.perMonth" />
        </span>
      </p>
      <ul className={styles.perks}>
        {plan.trialDays > 0 && (
          <li>
            <FormattedMessage id="plans.trial" values={{ days: plan.trialDays }} />
          </li>
        )}
        {plan.freeMinutes > 0 && (
          <li data-testid="free-minutes">
            <FreeMinutes plan={plan} />
          </li>
        )}
        {plan.discountKind !== 'NONE' && (
          <li>
            <FormattedMessage
              id={plan.discountKind === 'BONUS_LOT' ? 'plans.bonus' : 'plans.cut'}
              values={{ percent: plan.discountPercent }}
            />
          </li>
        )}
      </ul>
      {isCurrent ? (
        <div>
          <Badge tone="accent">
            <FormattedMessage id="plans.current" />
          </Badge>
        </div>
      ) : (
        <Button
          variant="primary"
          wide
          isDisabled={isPending}
          onPress={onChoose}
          data-testid={`choose-${plan.code}`}
        >
          <FormattedMessage id={replaces ? 'plans.change' : 'plans.subscribe'} />
        </Button>
      )}
    </Card>
  );
}
