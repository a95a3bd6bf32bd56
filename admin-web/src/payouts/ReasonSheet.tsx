import { Button, Notice, Sheet, TextField, type ButtonVariant } from '@stagedoor/design';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { problemOf } from '../api/problem.ts';
import { type FactorHeaders, useSecondFactor } from '../auth/SecondFactorField.tsx';
import styles from './Payouts.module.css';

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;

interface ReasonSheetProps {
  readonly title: string;
  readonly submit: string;
  readonly variant?: ButtonVariant;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Whether it lets money go, for which a second factor is asked for. */
  readonly letsMoneyGo?: boolean;
  readonly onSubmit: (reason: string, headers: FactorHeaders) => void;
  readonly onClose: () => void;
  /** More to fill in, above the reason. */
  readonly children?: ReactNode;
}

/** Asks for the reason of something that an auditor will read about. */
export function ReasonSheet(props: ReasonSheetProps) {
  const {
    title,
    submit,
    variant = 'primary',
    isPending,
    error,
    letsMoneyGo = false,
    onSubmit,
    onClose,
    children,
  } = props;
  const { formatMessage } = useIntl();
  const [reason, setReason] = useState('');
  const factor = useSecondFactor(letsMoneyGo);
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={formatMessage({ id: 'sheet.close' })}
      size="sm"
      data-testid="reason-sheet"
    >
      <form
        className={styles.form}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          onSubmit(reason.trim(), factor.headers);
        }}
      >
        {error !== null && error !== undefined && (
          <Notice tone="danger" role="alert" data-testid="reason-error">
            {problemOf(error).detail ?? <FormattedMessage id="problem.offline" />}
          </Notice>
        )}
        {children}
        <TextField
          label={formatMessage({ id: 'approval.reason' })}
          description={formatMessage({ id: 'approval.reason.about' })}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
          autoFocus
          data-testid="reason"
        />
        {factor.field}
        <Button
          type="submit"
          variant={variant}
          wide
          isPending={isPending}
          isDisabled={reason.trim().length < REASON_LENGTH_MINIMUM}
          data-testid="reason-submit"
        >
          {submit}
        </Button>
      </form>
    </Sheet>
  );
}
