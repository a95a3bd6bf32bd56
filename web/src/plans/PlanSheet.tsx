import { Button, Notice, Sheet } from '@stagedoor/design';
import type { Plan, Subscription } from '@stagedoor/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import { TopUpSheet } from '../wallet/TopUpSheet.tsx';
import styles from './Plans.module.css';
import { planName } from './planFacts.ts';

interface PlanSheetProps {
  readonly plan: Plan;
  /** The one that it would replace. */
  readonly house?: Subscription | undefined;
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
  const wallet = useQuery(queries.wallet(useClient()));
  const [toppingUp, setToppingUp] = useState(false);
  const consequence = consequenceOf(plan, house);
  // Of a dearer plan only the server knows what comes back first.
  const isShort =
    consequence === 'plans.confirmSubscribe' &&
    wallet.data !== undefined &&
    wallet.data.available.amountMinor < plan.price.amountMinor;
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
          id={consequence}
          values={{
            coins: format.money(plan.price),
            days: plan.trialDays,
            day: house && format.day(house.periodEnd),
          }}
        />
      </p>
      {isShort && (
        <div className={styles.consequence}>
          <Notice
            tone="warning"
            role="status"
            action={
              <Button
                variant="accent"
                size="sm"
                onPress={() => setToppingUp(true)}
                data-testid="plan-top-up"
              >
                <FormattedMessage id="wallet.topUp" />
              </Button>
            }
            data-testid="plan-short"
          >
            <FormattedMessage
              id="topUp.balance"
              values={{ amount: <Coins money={wallet.data.available} /> }}
            />
          </Notice>
        </div>
      )}
      <span className={styles.actions}>
        <Button
          variant="primary"
          isDisabled={isShort}
          onPress={onConfirm}
          data-testid="plan-confirm"
        >
          <FormattedMessage id={house ? 'plans.change' : 'plans.subscribe'} />
        </Button>
        <Button onPress={onClose}>
          <FormattedMessage id="plans.keep" />
        </Button>
      </span>
      {toppingUp && <TopUpSheet onClose={() => setToppingUp(false)} />}
    </Sheet>
  );
}
