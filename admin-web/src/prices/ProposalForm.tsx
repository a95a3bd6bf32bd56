import { Button, TextField } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { PriceList } from '../api/types.ts';
import { Proposed } from '../approvals/Proposed.tsx';
import { Refused } from '../parts/Refused.tsx';
import styles from './Prices.module.css';
import { usePropose } from './priceQueries.ts';

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;

interface ProposalFormProps {
  readonly prices: PriceList;
  readonly baseVersion: number;
  readonly losesMoney: boolean;
  readonly isUnchanged: boolean;
}

/** Why, from when on, and, where a coin would earn too little, why that is meant. */
export function ProposalForm({ prices, baseVersion, losesMoney, isUnchanged }: ProposalFormProps) {
  const { formatMessage } = useIntl();
  const [id] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState('');
  const [from, setFrom] = useState('');
  const propose = usePropose();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    propose.mutate({
      id,
      baseVersion,
      prices,
      reason: reason.trim(),
      ...(from !== '' && { validFrom: new Date(from).toISOString() }),
      ...(losesMoney && { overrideReason: override.trim() }),
    });
  };

  if (propose.isSuccess) {
    return (
      <Proposed data-testid="proposed">
        <FormattedMessage id="prices.proposed" />
      </Proposed>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {propose.isError && <Refused error={propose.error} data-testid="proposal-error" />}
      <TextField
        label={formatMessage({ id: 'approval.reason' })}
        description={formatMessage({ id: 'approval.reason.about' })}
        maxLength={500}
        value={reason}
        onChange={setReason}
        data-testid="proposal-reason"
      />
      <TextField
        type="datetime-local"
        label={formatMessage({ id: 'prices.validFrom' })}
        description={formatMessage({ id: 'prices.validFrom.about' })}
        value={from}
        onChange={setFrom}
        data-testid="proposal-from"
      />
      {losesMoney && (
        <TextField
          label={formatMessage({ id: 'prices.override' })}
          description={formatMessage({ id: 'prices.override.about' })}
          maxLength={500}
          value={override}
          onChange={setOverride}
          data-testid="proposal-override"
        />
      )}
      <Button
        type="submit"
        variant="primary"
        isPending={propose.isPending}
        isDisabled={
          isUnchanged ||
          reason.trim().length < REASON_LENGTH_MINIMUM ||
          (losesMoney && override.trim() === '')
        }
        data-testid="proposal-submit"
      >
        <FormattedMessage id="prices.propose" />
      </Button>
    </form>
  );
}
