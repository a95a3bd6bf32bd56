import { Button } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Proposed } from '../approvals/Proposed.tsx';
import cards from '../parts/Cards.module.css';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import { useSettlement } from './payoutQueries.ts';

interface SettlementProps {
  readonly payoutId: string;
  readonly paid: boolean;
}

/** Proposes to somebody else that a payout was paid, or that it was not. */
export function Settlement({ payoutId, paid }: SettlementProps) {
  const { formatMessage } = useIntl();
  const [proposalId] = useState(() => crypto.randomUUID());
  const [asking, setAsking] = useState(false);
  const settle = useSettlement(payoutId);
  const word = paid ? 'paid' : 'failed';
  const label = formatMessage({ id: `payout.settle.${word}` });
  if (settle.isSuccess) {
    return (
      <Proposed data-testid="settle-proposed">
        <FormattedMessage id="payout.settle.proposed" />
      </Proposed>
    );
  }
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        onPress={() => setAsking(true)}
        data-testid={`settle-${word}`}
      >
        {label}
      </Button>
      {asking && (
        <ReasonSheet
          title={label}
          isPending={settle.isPending}
          error={settle.error}
          onClose={() => setAsking(false)}
          onSubmit={(reason) => settle.mutate({ proposalId, paid, reason })}
        >
          <p className={cards.said}>
            <FormattedMessage id="payout.settle.about" />
          </p>
        </ReasonSheet>
      )}
    </>
  );
}
