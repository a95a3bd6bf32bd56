import { Button, Card, Notice, Skeleton } from '@stagedoor/design';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import { GoalMeter } from '../performers/GoalMeter.tsx';
import { CrowdGoalForm, type NewGoal } from './CrowdGoalForm.tsx';
import styles from './TipBoard.module.css';

const DAY_MS = 86_400_000;

type Wish = NewGoal | { readonly cancel: string };

/** The performer's goals of a crowd: those that run, and a new one. */
export function CrowdGoalCard({ userId }: { readonly userId: string }) {
  const intl = useIntl();
  const format = useFormat();
  const client = useClient();
  const queryClient = useQueryClient();
  const query = useQuery(queries.events(client, userId));
  const act = useMutation({
    mutationFn: (wish: Wish) =>
      'cancel' in wish
        ? client.rest.post('/api/v1/performer/events/{eventId}/cancel', {
            path: { eventId: wish.cancel },
          })
        : client.rest.post('/api/v1/performer/events', {
            body: {
              eventId: crypto.randomUUID(),
              kind: 'CROWD_GOAL',
              title: wish.title,
              amount: { amountMinor: wish.amountMinor, currency: 'COIN' },
              closesAt: new Date(Date.now() + wish.days * DAY_MS).toISOString(),
            },
          }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['events', userId] }),
  });
  const goals = query.data?.items.filter(
    ({ kind, state }) => kind === 'CROWD_GOAL' && state === 'OPEN',
  );
  return (
    <Card as="section" className={styles.card} aria-labelledby="crowd-goals">
      <h2 id="crowd-goals">
        <FormattedMessage id="crowdGoal.title" />
      </h2>
      <p>
        <FormattedMessage id="crowdGoal.lead" />
      </p>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {goals?.map((goal) => (
        <div key={goal.eventId} className={styles.part} data-testid="my-crowd-goal">
          <GoalMeter title={goal.title} reached={goal.collected} target={goal.amount} />
          <p>
            <FormattedMessage
              id="crowdGoal.until"
              values={{ when: format.dateTime(goal.closesAt) }}
            />
          </p>
          <div className={styles.buttons}>
            <Button
              size="sm"
              isPending={act.isPending}
              onPress={() => act.mutate({ cancel: goal.eventId })}
            >
              <FormattedMessage id="crowdGoal.cancel" />
            </Button>
          </div>
        </div>
      ))}
      <CrowdGoalForm
        key={goals?.length ?? 0}
        isSaving={act.isPending}
        onSave={(goal) => act.mutate(goal)}
      />
      {act.isError && (
        <Notice tone="danger" role="alert" data-testid="crowd-goal-error">
          {explain(intl, act.error)}
        </Notice>
      )}
    </Card>
  );
}
