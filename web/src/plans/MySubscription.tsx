import { Button, Card, Notice } from '@stagedoor/design';
import type { Subscription } from '@stagedoor/sdk';
import { FormattedMessage, useIntl } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import { FreeMinutes } from './FreeMinutes.tsx';
import styles from './Plans.module.css';
import { planName } from './planFacts.ts';

interface MySubscriptionProps {
  readonly subscription: Subscription;
  readonly isPending: boolean;
  readonly onCancel: () => void;
  readonly onResume: () => void;
}

/** What one has, until when, and how to stop or keep it. */
export function MySubscription(props: MySubscriptionProps) {
  const { subscription, isPending, onCancel, onResume } = props;
  const { plan, nextPlan, state, periodEnd, cancelAtEnd, performerName } = subscription;
  const intl = useIntl();
  const format = useFormat();
  const until: MessageId = cancelAtEnd
    ? 'subscription.ends'
    : state === 'TRIALING'
      ? 'subscription.trial'
      : 'subscription.renews';
  return (
    <Card className={styles.mine} data-testid="my-subscription" data-state={state}>
      <h3>
        {performerName ? (
          <FormattedMessage id="subscription.clubOf" values={{ name: performerName }} />
        ) : (
          planName(intl, plan)
        )}
      </h3>
      <p className={styles.price}>
        <Coins money={plan.price} />
        <span>
          <FormattedMessage id="plans.perMonth" />
        </span>
      </p>
      {plan.freeMinutes > 0 && (
        <p data-testid="free-minutes">
          <FreeMinutes plan={plan} />
        </p>
      )}
      {state === 'PAST_DUE' ? (
        <Notice tone="danger" role="status">
          <FormattedMessage id="subscription.pastDue" />
        </Notice>
      ) : (
        <p>
          <FormattedMessage id={until} values={{ day: format.day(periodEnd) }} />
        </p>
      )}
      {nextPlan && !cancelAtEnd && (
        <p>
          <FormattedMessage id="subscription.next" values={{ plan: planName(intl, nextPlan) }} />
        </p>
      )}
      <Button isDisabled={isPending} onPress={cancelAtEnd ? onResume : onCancel}>
        <FormattedMessage id={cancelAtEnd ? 'subscription.resume' : 'subscription.cancel'} />
      </Button>
    </Card>
  );
}
