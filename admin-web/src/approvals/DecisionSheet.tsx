import { Button, Sheet, TextField, type ButtonVariant } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Verdict } from '../api/types.ts';
import { useSecondFactor } from '../auth/SecondFactorField.tsx';
import { Refused } from '../parts/Refused.tsx';
import { useDecision } from './approvalQueries.ts';
import styles from './Approvals.module.css';

const VARIANTS: Record<Verdict, ButtonVariant> = {
  APPROVE: 'primary',
  REJECT: 'danger',
  WITHDRAW: 'secondary',
};

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;

interface DecisionSheetProps {
  readonly approvalId: string;
  readonly verdict: Verdict;
  readonly onClose: () => void;
}

/** Asks for the reason, which an auditor will read, and decides. */
export function DecisionSheet({ approvalId, verdict, onClose }: DecisionSheetProps) {
  const { formatMessage } = useIntl();
  const [reason, setReason] = useState('');
  const decision = useDecision();
  const factor = useSecondFactor(verdict === 'APPROVE');

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    decision.mutate(
      { approvalId, verdict, reason: reason.trim(), headers: factor.headers },
      { onSuccess: onClose },
    );
  };

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={formatMessage({ id: `approval.ask.${verdict}` })}
      closeLabel={formatMessage({ id: 'sheet.close' })}
      size="sm"
      data-testid="decision"
    >
      <form className={styles.form} onSubmit={submit}>
        {decision.isError && <Refused error={decision.error} data-testid="decision-error" />}
        <TextField
          label={formatMessage({ id: 'approval.reason' })}
          description={formatMessage({ id: 'approval.reason.about' })}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
          autoFocus
          data-testid="decision-reason"
        />
        {factor.field}
        <Button
          type="submit"
          variant={VARIANTS[verdict]}
          wide
          isPending={decision.isPending}
          isDisabled={reason.trim().length < REASON_LENGTH_MINIMUM}
          data-testid="decision-submit"
        >
          <FormattedMessage id={`approval.${verdict}`} />
        </Button>
      </form>
    </Sheet>
  );
}
