import { Button, Sheet, TextField, type ButtonVariant } from '@stagedoor/design';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useIntl } from 'react-intl';
import { type FactorHeaders, useSecondFactor } from '../auth/SecondFactorField.tsx';
import { Refused } from './Refused.tsx';
import styles from './SheetForm.module.css';

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;

interface Question {
  readonly label: string;
  readonly about: string;
}

interface ReasonSheetProps {
  readonly title: string;
  /** What the button says, if that is not the title. */
  readonly submit?: string;
  readonly variant?: ButtonVariant;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Whether it lets money go, for which a second factor is asked for. */
  readonly letsMoneyGo?: boolean;
  readonly onSubmit: (reason: string, headers: FactorHeaders) => void;
  readonly onClose: () => void;
  /** More to fill in, above the reason. */
  readonly children?: ReactNode;
  /** Whether that is filled in. */
  readonly isComplete?: boolean;
  /** What is asked, if it is not the reason of a change. */
  readonly question?: Question;
}

/** Asks for the reason of something that an auditor will read about. */
export function ReasonSheet(props: ReasonSheetProps) {
  const {
    title,
    submit = title,
    variant = 'primary',
    isPending,
    error,
    letsMoneyGo = false,
    onSubmit,
    onClose,
    children,
    isComplete = true,
    question,
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
          <Refused error={error} data-testid="reason-error" />
        )}
        {children}
        <TextField
          label={question?.label ?? formatMessage({ id: 'approval.reason' })}
          description={question?.about ?? formatMessage({ id: 'approval.reason.about' })}
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
          isDisabled={reason.trim().length < REASON_LENGTH_MINIMUM || !isComplete}
          data-testid="reason-submit"
        >
          {submit}
        </Button>
      </form>
    </Sheet>
  );
}
