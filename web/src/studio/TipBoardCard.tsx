import { Button, Card, Notice, Skeleton } from '@stagedoor/design';
import type { components } from '@stagedoor/sdk';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { GoalMeter } from '../performers/GoalMeter.tsx';
import { PricedForm } from './PricedForm.tsx';
import styles from './TipBoard.module.css';
import { TipMenuForm } from './TipMenuForm.tsx';
import { useTipBoard } from './useTipBoard.ts';

type TipGoal = NonNullable<components['schemas']['TipBoard']['goal']>;

/** What viewers see beside the tip button: a goal, a menu, and the fan club. */
export function TipBoardCard({ userId }: { readonly userId: string }) {
  const intl = useIntl();
  const client = useClient();
  const query = useQuery(queries.tipBoard(client, userId));
  const save = useTipBoard(userId);
  const board = query.data;
  return (
    <Card as="section" className={styles.card} aria-labelledby="tip-board">
      <h2 id="tip-board">
        <FormattedMessage id="tipBoard.title" />
      </h2>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {board && (
        <>
          <section className={styles.part} aria-labelledby="tip-goal">
            <h3 id="tip-goal">
              <FormattedMessage id="tipBoard.goal" />
            </h3>
            {board.goal && (
              <RunningGoal
                goal={board.goal}
                isSaving={save.isPending}
                onClose={() => save.mutate({ what: 'no-goal' })}
              />
            )}
            <PricedForm
              name="goal"
              titleLabel="tipBoard.goalTitle"
              priceLabel="tipBoard.goalPrice"
              saveLabel="tipBoard.save"
              isSaving={save.isPending}
              onSave={(goal) => save.mutate({ what: 'goal', ...goal })}
            />
          </section>
          <section className={styles.part} aria-labelledby="tip-menu">
            <h3 id="tip-menu">
              <FormattedMessage id="tipBoard.menu" />
            </h3>
            <TipMenuForm
              key={board.menu.length}
              menu={board.menu}
              isSaving={save.isPending}
              onSave={(items) => save.mutate({ what: 'menu', items })}
            />
          </section>
          <section className={styles.part} aria-labelledby="fan-club">
            <h3 id="fan-club">
              <FormattedMessage id="tipBoard.club" />
            </h3>
            {board.fanClub && (
              <p data-testid="fan-club">
                <Coins money={board.fanClub.plan.price} />{' '}
                <FormattedMessage
                  id="tipBoard.members"
                  values={{ members: board.fanClub.members }}
                />
              </p>
            )}
            <PricedForm
              name="club"
              priceLabel="tipBoard.clubPrice"
              saveLabel="tipBoard.save"
              isSaving={save.isPending}
              onSave={({ amountMinor }) => save.mutate({ what: 'club', amountMinor })}
            />
          </section>
        </>
      )}
      {save.isError && (
        <Notice tone="danger" role="alert" data-testid="tip-board-error">
          {explain(intl, save.error)}
        </Notice>
      )}
      {save.isSuccess && (
        <Notice tone="success" role="status" data-testid="tip-board-saved">
          <FormattedMessage id="tipBoard.saved" />
        </Notice>
      )}
    </Card>
  );
}

interface RunningGoalProps {
  readonly goal: TipGoal;
  readonly isSaving: boolean;
  readonly onClose: () => void;
}

function RunningGoal({ goal, isSaving, onClose }: RunningGoalProps) {
  return (
    <>
      <GoalMeter title={goal.title} reached={goal.tipped} target={goal.target} />
      <div className={styles.buttons}>
        <Button size="sm" isPending={isSaving} onPress={onClose} data-testid="goal-close">
          <FormattedMessage id="tipBoard.closeGoal" />
        </Button>
      </div>
    </>
  );
}
