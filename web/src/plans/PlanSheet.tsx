import { Button, Sheet } from '@stagedoor/design';
import type { Plan, Subscription } from '@stagedoor/sdk';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './Plans.module.css';
import { planName } from './planFacts.ts';

interface PlanSheetProps {
  readonly plan: Plan;
  /** The one that it would replace. */
  readonly house: Subscription | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** When coins are taken for a plan: a dearer one begins at once, any other with the next payment. */
function consequenceOf(plan: Plan, house: Subscription | undefined): MessageId {
  if (!house) {
    return plan.trialDays > 0 ? 'plans.confirmTrial' : 'plans.confirmSubscribe';
  }
  if (house.state === 'PAST_DUE') {
    return 'plans.confirmNext';
  }
  const begins = house.state === 'ACTIVE' && plan.price.amountMinor > house.plan.price.amountMinor;
  return begins ? 'plans.confirmDearer' : 'plans.confirmLater';
}

/** Says what a plan takes and when, before it takes it. */
export function PlanSheet({ plan, house, onConfirm, onClose }: PlanSheetProps) {
  const intl = useIntl();
  const format = useFormat();
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={planName(intl, plan)}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="plan-sheet"
    >
      <p className={styles.consequence} data-testid="plan-consequence">
        <FormattedMessage
          id={consequenceOf(plan, house)}
          values={{
            coins: format.money(plan.price),
            days: plan.trialDays,
            day: house && format.day(house.periodEnd),
          }}
        />
      </p>
      <span className={styles.actions}>
        <Button variant="primary" onPress={onConfirm} data-testid="plan-confirm">
          <FormattedMessage id={house ? 'plans.change' : 'plans.subscribe'} />
        </Button>
        <Button onPress={onClose}>
          <FormattedMessage id="plans.keep" />
        </Button>
      </span>
    </Sheet>
  );
}
