import { EmptyState, Notice, Skeleton } from '@stagedoor/design';
import type { Plan } from '@stagedoor/sdk';
import { useQuery } from '@tanstack/react-query';
import { Crown } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { Page } from '../common/Page.tsx';
import { explain } from '../common/problems.ts';
import { MySubscription } from './MySubscription.tsx';
import { PlanCard } from './PlanCard.tsx';
import { PlanSheet } from './PlanSheet.tsx';
import { isLive } from './planFacts.ts';
import styles from './Plans.module.css';
import { usePlans } from './usePlans.ts';

/** Whoever has chosen the last plan of a long page must not miss why it was refused. */
const intoView = (refusal: HTMLElement | null) => refusal?.scrollIntoView({ block: 'center' });

/** The plans of the house, and what one has of them and of fan clubs. */
export function PlansPage() {
  const intl = useIntl();
  const client = useClient();
  const plans = useQuery(queries.plans(client));
  const subscriptions = useQuery(queries.subscriptions(client));
  const change = usePlans();
  const [chosen, setChosen] = useState<Plan>();
  const mine = subscriptions.data?.items.filter(isLive) ?? [];
  const house = mine.find(({ plan }) => !plan.performerId);
  const choose = (plan: Plan) =>
    house
      ? change.change(house.subscriptionId, { action: 'CHANGE', plan: plan.code })
      : change.subscribe(plan);
  return (
    <Page
      titleId="plans.title"
      lead={intl.formatMessage({ id: 'plans.lead' })}
      data-testid="plans-page"
    >
      {change.error && (
        <div ref={intoView}>
          <Notice tone="danger" role="alert" data-testid="plans-error">
            {explain(intl, change.error)}
          </Notice>
        </div>
      )}
      {(plans.isPending || subscriptions.isPending) && <Skeleton shape="block" />}
      {plans.isError && <Failed error={plans.error} retry={plans.refetch} />}
      {subscriptions.isError && (
        <Failed error={subscriptions.error} retry={subscriptions.refetch} />
      )}
      {mine.length > 0 && (
        <section className={styles.section} aria-labelledby="mine">
          <h2 id="mine">
            <FormattedMessage id="plans.mine" />
          </h2>
          <div className={styles.grid}>
            {mine.map((subscription) => (
              <MySubscription
                key={subscription.subscriptionId}
                subscription={subscription}
                isPending={change.isPending}
                onCancel={() =>
                  change.change(subscription.subscriptionId, { action: 'CANCEL_AT_END' })
                }
                onResume={() => change.change(subscription.subscriptionId, { action: 'RESUME' })}
              />
            ))}
          </div>
        </section>
      )}
      {plans.data?.items.length === 0 && (
        <EmptyState icon={<Crown aria-hidden />} title={intl.formatMessage({ id: 'plans.none' })} />
      )}
      {plans.data && subscriptions.isSuccess && (
        <ul role="list" className={styles.grid} data-testid="plans">
          {plans.data.items.map((plan) => (
            <PlanCard
              key={plan.code}
              plan={plan}
              isCurrent={house?.plan.code === plan.code}
              replaces={house !== undefined}
              isPending={change.isPending}
              onChoose={() => setChosen(plan)}
            />
          ))}
        </ul>
      )}
      {chosen && (
        <PlanSheet
          plan={chosen}
          house={house}
          onConfirm={() => {
            setChosen(undefined);
            choose(chosen);
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Page>
  );
}
