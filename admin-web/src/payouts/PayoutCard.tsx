import { Badge, Button, Card, type Tone } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { NamedPayout, PayoutAction, PayoutState } from '../api/types.ts';
import { Amount } from '../parts/Amount.tsx';
import cards from '../parts/Cards.module.css';
import { QueryView } from '../parts/QueryView.tsx';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { actionsOf, settlementsOf } from './actions.ts';
import { usePayout, usePayoutAction } from './payoutQueries.ts';
import styles from './Payouts.module.css';
import { Settlement } from './Settlement.tsx';

const TONES: Record<PayoutState, Tone> = {
  REQUESTED: 'accent',
  HELD: 'accent',
  APPROVED: 'info',
  SENT: 'info',
  UNKNOWN: 'danger',
  CONFIRMED: 'success',
  FAILED: 'danger',
};

/** One payout: who gets what, where it stands, what happened to it and what can be done. */
export function PayoutCard({ payout }: { readonly payout: NamedPayout }) {
  const { formatMessage } = useIntl();
  const [open, setOpen] = useState(false);
  return (
    <Card as="article" className={cards.card} data-testid="payout" data-state={payout.state}>
      <header className={cards.head}>
        <h2>
          <Link className={text.link} to={`/accounts?ownerId=${payout.payeeId}`}>
            {payout.payeeName ?? payout.payeeId}
          </Link>
        </h2>
        <Badge tone={TONES[payout.state]} data-testid="payout-state">
          {formatMessage({ id: `payout.state.${payout.state}` })}
        </Badge>
      </header>
      <p className={cards.said}>
        <FormattedMessage
          id="payout.amounts"
          values={{
            net: <Amount money={payout.net} withAsset />,
            gross: <Amount money={payout.gross} withAsset />,
            tax: <Amount money={payout.withheld} withAsset />,
          }}
        />
      </p>
      <p className={cards.said}>
        <FormattedMessage
          id={`payout.origin.${payout.origin}`}
          values={{ at: <Timestamp at={payout.requestedAt} />, provider: payout.provider }}
        />
      </p>
      {payout.reason !== '' && <p className={cards.said}>{payout.reason}</p>}
      {open && <Steps payoutId={payout.id} />}
      <div className={cards.actions}>
        {actionsOf(payout.state, payout.provider).map((action) => (
          <Action key={action} payoutId={payout.id} action={action} />
        ))}
        {settlementsOf(payout.state, payout.provider).map((paid) => (
          <Settlement key={String(paid)} payoutId={payout.id} paid={paid} />
        ))}
        <Button size="sm" onPress={() => setOpen(!open)} data-testid="payout-steps">
          <FormattedMessage id={open ? 'payout.hideSteps' : 'payout.showSteps'} />
        </Button>
      </div>
    </Card>
  );
}

function Steps({ payoutId }: { readonly payoutId: string }) {
  const { formatMessage } = useIntl();
  const query = usePayout(payoutId);
  return (
    <QueryView query={query} loading={null}>
      {({ steps }) => (
        <ol className={styles.steps} data-testid="steps">
          {steps.map((step) => (
            <li key={`${step.at}${step.state}`}>
              <FormattedMessage
                id="payout.step"
                values={{
                  state: formatMessage({ id: `payout.state.${step.state}` }),
                  who: step.actorName ?? step.actor,
                  at: <Timestamp at={step.at} />,
                }}
              />{' '}
              {step.reason}
            </li>
          ))}
        </ol>
      )}
    </QueryView>
  );
}

interface ActionProps {
  readonly payoutId: string;
  readonly action: PayoutAction;
}

function Action({ payoutId, action }: ActionProps) {
  const { formatMessage } = useIntl();
  const [asking, setAsking] = useState(false);
  const act = usePayoutAction(payoutId);
  const label = formatMessage({ id: `payout.action.${action}` });
  return (
    <>
      <Button
        size="sm"
        variant={action === 'APPROVE' ? 'primary' : 'secondary'}
        onPress={() => setAsking(true)}
        data-testid={`payout-${action.toLowerCase()}`}
      >
        {label}
      </Button>
      {asking && (
        <ReasonSheet
          title={label}
          isPending={act.isPending}
          error={act.error}
          onClose={() => setAsking(false)}
          letsMoneyGo={action === 'APPROVE' || action === 'RETURNED'}
          onSubmit={(reason, headers) =>
            act.mutate({ body: { action, reason }, headers }, { onSuccess: () => setAsking(false) })
          }
        />
      )}
    </>
  );
}
