import { Button, Sheet, TextField } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import styles from '../approvals/Approvals.module.css';
import { useSecondFactor } from '../auth/SecondFactorField.tsx';
import { Refused } from '../parts/Refused.tsx';
import { useRuling, type ClaimKind } from './claimQueries.ts';

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;
const MINOR_PER_COIN = 1000;

interface RulingSheetProps {
  readonly kind: ClaimKind;
  readonly id: string;
  readonly grant: boolean;
  readonly onClose: () => void;
}

/** Asks for the reason, and for a call how much of it, and decides. */
export function RulingSheet({ kind, id, grant, onClose }: RulingSheetProps) {
  const { formatMessage } = useIntl();
  const [reason, setReason] = useState('');
  const [coins, setCoins] = useState('');
  const ruling = useRuling();
  const factor = useSecondFactor(grant);
  const verdict = grant ? 'grant' : 'reject';
  const amount = coins.trim() === '' ? null : Number(coins);
  const isAmount = amount === null || (Number.isFinite(amount) && amount > 0);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const part = amount === null ? {} : { coinsMinor: Math.round(amount * MINOR_PER_COIN) };
    ruling.mutate(
      { kind, id, grant, reason: reason.trim(), headers: factor.headers, ...part },
      { onSuccess: onClose },
    );
  };

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={formatMessage({ id: `claim.ask.${verdict}` })}
      closeLabel={formatMessage({ id: 'sheet.close' })}
      size="sm"
      data-testid="ruling"
    >
      <form className={styles.form} onSubmit={submit}>
        {ruling.isError && <Refused error={ruling.error} data-testid="ruling-error" />}
        {kind === 'dispute' && grant && (
          <TextField
            label={formatMessage({ id: 'claim.coins' })}
            description={formatMessage({ id: 'claim.coins.about' })}
            inputMode="decimal"
            value={coins}
            onChange={setCoins}
            data-testid="ruling-coins"
          />
        )}
        <TextField
          label={formatMessage({ id: 'claim.why' })}
          description={formatMessage({ id: 'claim.why.about' })}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
          autoFocus
          data-testid="ruling-reason"
        />
        {factor.field}
        <Button
          type="submit"
          variant={grant ? 'primary' : 'danger'}
          wide
          isPending={ruling.isPending}
          isDisabled={reason.trim().length < REASON_LENGTH_MINIMUM || !isAmount}
          data-testid="ruling-submit"
        >
          <FormattedMessage id={`claim.${verdict}`} />
        </Button>
      </form>
    </Sheet>
  );
}
