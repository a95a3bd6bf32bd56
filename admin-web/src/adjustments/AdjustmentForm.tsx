import { Button, TextField } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useApi } from '../api/ApiContext.ts';
import { Proposed } from '../approvals/Proposed.tsx';
import { Amount } from '../parts/Amount.tsx';
import { Refused } from '../parts/Refused.tsx';
import {
  type AdjustmentRequest,
  EMPTY_LINE,
  entriesOf,
  imbalances,
  type LineDraft,
} from './adjustment.ts';
import styles from './Adjustments.module.css';
import { LineFields } from './LineFields.tsx';

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;
const LINES_MAXIMUM = 20;
const BLANK: readonly LineDraft[] = [EMPTY_LINE, EMPTY_LINE];

/** Lines that sum to nothing in each currency, and the reason, which an auditor will read. */
export function AdjustmentForm() {
  const { formatMessage } = useIntl();
  const { rest } = useApi();
  const [lines, setLines] = useState(BLANK);
  const [reason, setReason] = useState('');
  const [proposalId, setProposalId] = useState(() => crypto.randomUUID());
  const propose = useMutation({
    mutationFn: (body: AdjustmentRequest) => rest.post('/api/v1/admin/adjustments', { body }),
    onSuccess: () => {
      setLines(BLANK);
      setReason('');
      setProposalId(crypto.randomUUID());
    },
  });
  const entries = entriesOf(lines);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (entries) propose.mutate({ proposalId, reason: reason.trim(), entries });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {lines.map((line, index) => (
        <LineFields
          // Lines have no name of their own, and none is ever taken from between two others.
          key={index}
          number={index + 1}
          line={line}
          onChange={(changed) => setLines(lines.with(index, changed))}
        />
      ))}
      <Button
        size="sm"
        isDisabled={lines.length === LINES_MAXIMUM}
        onPress={() => setLines([...lines, EMPTY_LINE])}
        data-testid="add-line"
      >
        <FormattedMessage id="adjustments.addLine" />
      </Button>
      <Balance lines={lines} />
      <TextField
        label={formatMessage({ id: 'approval.reason' })}
        description={formatMessage({ id: 'approval.reason.about' })}
        maxLength={500}
        value={reason}
        onChange={setReason}
        data-testid="adjustment-reason"
      />
      {propose.isError && <Refused error={propose.error} data-testid="adjustment-error" />}
      {propose.isSuccess && (
        <Proposed data-testid="adjustment-proposed">
          <FormattedMessage id="adjustments.proposed" />
        </Proposed>
      )}
      <Button
        type="submit"
        variant="primary"
        isPending={propose.isPending}
        isDisabled={entries === null || reason.trim().length < REASON_LENGTH_MINIMUM}
        data-testid="adjustment-submit"
      >
        <FormattedMessage id="adjustments.propose" />
      </Button>
    </form>
  );
}

function Balance({ lines }: { readonly lines: readonly LineDraft[] }) {
  const open = imbalances(lines);
  return (
    <p className={styles.balance} role="status" data-testid="adjustment-balance">
      {open.length === 0 ? (
        <FormattedMessage id="adjustments.balanced" />
      ) : (
        open.map((amount) => (
          <span key={amount.currency}>
            <FormattedMessage
              id="adjustments.open"
              values={{ amount: <Amount money={amount} withAsset /> }}
            />
          </span>
        ))
      )}
    </p>
  );
}
