import { Card, Notice } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { LedgerTransfer, MeteredSession } from '../api/types.ts';
import { Amount } from '../parts/Amount.tsx';
import { Fact, Facts } from '../parts/Facts.tsx';
import { formatClock } from '../time/duration.ts';
import { isTerminal } from './sessionState.ts';
import styles from './Settlement.module.css';
import { settlementOf } from './settlement.ts';

interface SettlementProps {
  readonly session: MeteredSession;
  readonly transfers: readonly LedgerTransfer[];
}

/** The receipt as the ledger tells it, and whether every held coin is accounted for. */
export function Settlement({ session, transfers }: SettlementProps) {
  const { formatMessage } = useIntl();
  const { charged, refunded, tips, earned, stillHeld } = settlementOf(session, transfers);
  const settled = isTerminal(session.state);
  return (
    <Card className={styles.settlement} data-testid="settlement">
      <Facts dense>
        <Fact label={formatMessage({ id: 'settlement.delivered' })}>
          {formatClock(session.billableMs)}
        </Fact>
        <Fact label={formatMessage({ id: 'settlement.charged' })} testId="settlement-charged">
          <Amount money={charged} withAsset />
        </Fact>
        {refunded.amountMinor !== 0 && (
          <Fact label={formatMessage({ id: 'settlement.refunded' })} testId="settlement-refunded">
            <Amount money={refunded} withAsset />
          </Fact>
        )}
        <Fact label={formatMessage({ id: 'settlement.tips' })}>
          <Amount money={tips} withAsset />
        </Fact>
        {earned.map((money) => (
          <Fact key={money.currency} label={formatMessage({ id: 'settlement.earned' })}>
            <Amount money={money} withAsset />
          </Fact>
        ))}
        <Fact label={formatMessage({ id: 'session.released' })}>
          <Amount money={session.released} withAsset />
        </Fact>
        <Fact label={formatMessage({ id: 'settlement.stillHeld' })} testId="settlement-still-held">
          <Amount money={stillHeld} withAsset />
        </Fact>
      </Facts>
      {settled &&
        (stillHeld.amountMinor === 0 ? (
          <Notice tone="success" data-testid="settlement-complete">
            <FormattedMessage id="settlement.complete" />
          </Notice>
        ) : (
          <Notice tone="danger" data-testid="settlement-incomplete">
            <FormattedMessage id="settlement.incomplete" />
          </Notice>
        ))}
    </Card>
  );
}
