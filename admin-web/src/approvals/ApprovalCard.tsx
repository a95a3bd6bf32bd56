import { Badge, Button, Card, type Tone } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { useApi } from '../api/ApiContext.ts';
import type { Approval, ApprovalState, Verdict } from '../api/types.ts';
import { COIN, toDecimal } from '../money/money.ts';
import cards from '../parts/Cards.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import styles from './Approvals.module.css';
import { type ChangeFact, changeFacts } from './changeFacts.ts';
import { DecisionSheet } from './DecisionSheet.tsx';
import { isKnownKind } from './kinds.ts';
import { pricesOf, ProposedPrices } from './ProposedPrices.tsx';

const TONES: Record<ApprovalState, Tone> = {
  PROPOSED: 'accent',
  APPROVED: 'success',
  REJECTED: 'danger',
  WITHDRAWN: 'neutral',
  EXPIRED: 'neutral',
};

/** One proposal: what changes, who asked and why, and what became of it or what can be said to it. */
export function ApprovalCard({ approval }: { readonly approval: Approval }) {
  const { formatMessage } = useIntl();
  const { kind, state } = approval;
  const prices = pricesOf(approval);
  return (
    <Card as="article" className={styles.card} data-testid="approval">
      <header className={cards.head}>
        <h2>{isKnownKind(kind) ? formatMessage({ id: `approval.kind.${kind}` }) : kind}</h2>
        <Badge tone={TONES[state]} data-testid="approval-state">
          {formatMessage({ id: `approval.state.${state}` })}
        </Badge>
      </header>
      <Words approval={approval} />
      {prices && state === 'PROPOSED' && <ProposedPrices prices={prices} />}
      {prices ? (
        <details>
          <summary>
            <FormattedMessage id="approval.prices.all" />
          </summary>
          <Facts approval={approval} />
        </details>
      ) : (
        <Facts approval={approval} />
      )}
      {state === 'PROPOSED' && <Actions approval={approval} />}
    </Card>
  );
}

/** Every value as it was written. */
function Facts({ approval }: { readonly approval: Approval }) {
  return (
    <dl className={styles.changes} tabIndex={0} data-testid="approval-change">
      {changeFacts(approval.change).map(({ path, value }) => (
        <div key={path} className={styles.change}>
          <dt>{path}</dt>
          <dd>
            <FactValue path={path} value={approval.names[value] ?? value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** As it was written, but for moments; thousandths of coins also as coins, since they are easily misread. */
function FactValue({ path, value }: ChangeFact) {
  if (INSTANT.test(value)) {
    return <Timestamp at={value} />;
  }
  return path.endsWith('coinsMinor') && /^\d+$/.test(value) ? (
    <>
      {value} = {toDecimal({ amountMinor: Number(value), currency: COIN })} {COIN}
    </>
  ) : (
    value
  );
}

function Words({ approval }: { readonly approval: Approval }) {
  const { decidedAt, decidedByName, decisionReason, state } = approval;
  return (
    <>
      <p className={cards.said}>
        <FormattedMessage
          id="approval.asked"
          values={{
            who: approval.proposedByName ?? approval.proposedBy,
            at: <Timestamp at={approval.proposedAt} />,
            reason: approval.reason,
          }}
        />
      </p>
      {approval.concerns.length > 0 && (
        <p className={cards.said} data-testid="approval-concerns">
          <FormattedMessage
            id="approval.concerns"
            values={{ names: <FormattedList value={approval.concerns} /> }}
          />
        </p>
      )}
      {decidedAt !== undefined && (
        <p className={cards.said} data-testid="approval-decided">
          <FormattedMessage
            id="approval.decided"
            values={{
              who: decidedByName ?? approval.decidedBy,
              at: <Timestamp at={decidedAt} />,
              reason: decisionReason,
            }}
          />
        </p>
      )}
      {state === 'PROPOSED' && (
        <p className={cards.said}>
          <FormattedMessage
            id="approval.expires"
            values={{ at: <Timestamp at={approval.expiresAt} /> }}
          />
        </p>
      )}
    </>
  );
}

/** Who proposed it can take it back; everybody else decides. */
function Actions({ approval }: { readonly approval: Approval }) {
  const { session } = useApi();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const own = session.user?.id === approval.proposedBy;
  const verdicts: readonly Verdict[] = own ? ['WITHDRAW'] : ['APPROVE', 'REJECT'];
  return (
    <>
      {own && (
        <p className={cards.said} data-testid="approval-own">
          <FormattedMessage id="approval.own" />
        </p>
      )}
      <div className={cards.actions}>
        {verdicts.map((candidate) => (
          <Button
            key={candidate}
            variant={candidate === 'APPROVE' ? 'primary' : 'secondary'}
            onPress={() => setVerdict(candidate)}
            data-testid={`approval-${candidate.toLowerCase()}`}
          >
            <FormattedMessage id={`approval.${candidate}`} />
          </Button>
        ))}
      </div>
      {verdict !== null && (
        <DecisionSheet
          approvalId={approval.id}
          verdict={verdict}
          onClose={() => setVerdict(null)}
        />
      )}
    </>
  );
}
