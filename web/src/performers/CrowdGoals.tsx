import { Card, Notice } from '@stagedoor/design';
import { coins, type ShowEvent } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './FanCard.module.css';
import { GoalMeter } from './GoalMeter.tsx';
import { PledgeForm } from './PledgeForm.tsx';

interface CrowdGoalsProps {
  readonly performerId: string;
  readonly canPledge: boolean;
}

/** The goals a crowd can reach for a performer now; nothing where there are none. */
export function CrowdGoals({ performerId, canPledge }: CrowdGoalsProps) {
  const query = useQuery(queries.events(useClient(), performerId));
  if (query.isError) {
    return <Failed error={query.error} retry={query.refetch} />;
  }
  const goals = (query.data?.items ?? []).filter(
    ({ kind, state }) => kind === 'CROWD_GOAL' && state === 'OPEN',
  );
  return goals.map((goal) => <CrowdGoal key={goal.eventId} goal={goal} canPledge={canPledge} />);
}

function CrowdGoal({ goal, canPledge }: { readonly goal: ShowEvent; readonly canPledge: boolean }) {
  const intl = useIntl();
  const format = useFormat();
  const client = useClient();
  const queryClient = useQueryClient();
  const pledge = useMutation({
    mutationFn: ({ ticketId, amount }: { ticketId: string; amount: number }) =>
      client.rest.post('/api/v1/events/{eventId}/tickets', {
        path: { eventId: goal.eventId },
        body: { ticketId, amount: { amountMinor: coins(amount).amountMinor, currency: 'COIN' } },
      }),
    onSuccess: () =>
      Promise.all(
        [['events', goal.performerId], ['tickets'], ['wallet'], ['movements']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
  return (
    <Card as="section" className={styles.card} data-testid="crowd-goal">
      <section className={styles.part}>
        <h2>
          <FormattedMessage id="crowdGoal.title" />
        </h2>
        <GoalMeter title={goal.title} reached={goal.collected} target={goal.amount} />
        <p>
          <FormattedMessage
            id="crowdGoal.deadline"
            values={{ when: format.dateTime(goal.closesAt) }}
          />
        </p>
        {canPledge && (
          <PledgeForm
            isPending={pledge.isPending}
            onPledge={(amount) => pledge.mutate({ ticketId: crypto.randomUUID(), amount })}
          />
        )}
        {pledge.isSuccess && (
          <Notice tone="success" role="status" data-testid="pledged">
            <FormattedMessage id="crowdGoal.pledged" />
          </Notice>
        )}
        {pledge.isError && (
          <Notice tone="danger" role="alert" data-testid="pledge-error">
            {explain(intl, pledge.error)}
          </Notice>
        )}
      </section>
    </Card>
  );
}
