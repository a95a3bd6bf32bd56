import { Badge, Button, Card, Notice, Skeleton } from '@stagedoor/design';
import type { Plan } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { isLive } from '../plans/planFacts.ts';
import { PlanSheet } from '../plans/PlanSheet.tsx';
import styles from './FanCard.module.css';
import { GoalMeter } from './GoalMeter.tsx';

interface FanCardProps {
  readonly performerId: string;
  readonly canJoin: boolean;
}

/** A performer's tip goal, tip menu and fan club; nothing for those who have none of them. */
export function FanCard({ performerId, canJoin }: FanCardProps) {
  const client = useClient();
  const query = useQuery(queries.tipBoard(client, performerId));
  if (query.isPending) {
    return <Skeleton shape="block" />;
  }
  if (query.isError) {
    return <Failed error={query.error} retry={query.refetch} />;
  }
  const { goal, menu, fanClub } = query.data;
  if (!goal && menu.length === 0 && !fanClub) {
    return null;
  }
  return (
    <Card as="section" className={styles.card} data-testid="fan-card">
      {goal && (
        <section className={styles.part}>
          <h2>
            <FormattedMessage id="tipBoard.goal" />
          </h2>
          <GoalMeter title={goal.title} reached={goal.tipped} target={goal.target} />
        </section>
      )}
      {menu.length > 0 && (
        <section className={styles.part}>
          <h2>
            <FormattedMessage id="tipBoard.menu" />
          </h2>
          <ul role="list" className={styles.menu}>
            {menu.map((item, place) => (
              <li key={place} className={styles.item}>
                <span className={styles.title}>{item.title}</span>
                <Coins money={item.price} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {fanClub && (
        <section className={styles.part}>
          <h2>
            <FormattedMessage id="tipBoard.club" />
          </h2>
          <p className={styles.club}>
            <Coins money={fanClub.plan.price} />
            <FormattedMessage id="tipBoard.members" values={{ members: fanClub.members }} />
          </p>
          {canJoin && <Membership performerId={performerId} plan={fanClub.plan} />}
        </section>
      )}
    </Card>
  );
}

interface MembershipProps {
  readonly performerId: string;
  readonly plan: Plan;
}

/** Whether one is in the club, or the way into it, which says first what is taken and how often. */
function Membership({ performerId, plan }: MembershipProps) {
  const intl = useIntl();
  const client = useClient();
  const queryClient = useQueryClient();
  const mine = useQuery(queries.subscriptions(client));
  const [isAsking, setAsking] = useState(false);
  const join = useMutation({
    mutationFn: (subscriptionId: string) =>
      client.rest.post('/api/v1/subscriptions', { body: { subscriptionId, performerId } }),
    onSuccess: () =>
      Promise.all(
        [['subscriptions'], ['tipBoard', performerId], ['wallet'], ['movements']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
  if (!mine.data) {
    return mine.isError ? <Failed error={mine.error} retry={mine.refetch} /> : null;
  }
  const isMember = mine.data.items.some(
    (subscription) => subscription.plan.performerId === performerId && isLive(subscription),
  );
  return (
    <>
      {isMember ? (
        <Badge tone="accent" data-testid="fan-club-member">
          <FormattedMessage id="fanClub.member" />
        </Badge>
      ) : (
        <Button
          variant="primary"
          isPending={join.isPending}
          onPress={() => setAsking(true)}
          data-testid="join-fan-club"
        >
          <FormattedMessage id="fanClub.join" />
        </Button>
      )}
      {isAsking && (
        <PlanSheet
          plan={plan}
          onConfirm={() => {
            setAsking(false);
            join.mutate(crypto.randomUUID());
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {join.isError && (
        <Notice tone="danger" role="alert" data-testid="fan-club-error">
          {explain(intl, join.error)}
        </Notice>
      )}
    </>
  );
}
