import { Button, Sheet, TextField } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Refused } from '../parts/Refused.tsx';
import styles from '../parts/SheetForm.module.css';
import { useAnswer } from './claimQueries.ts';

/** As the server has it. */
const STATEMENT_LENGTH = { minimum: 3, maximum: 900 };

interface AnswerSheetProps {
  readonly chargebackId: string;
  readonly onClose: () => void;
}

/** Asks what to say to a bank, and sends it. */
export function AnswerSheet({ chargebackId, onClose }: AnswerSheetProps) {
  const { formatMessage } = useIntl();
  const [answerId] = useState(() => crypto.randomUUID());
  const [statement, setStatement] = useState('');
  const answer = useAnswer();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    answer.mutate({ chargebackId, answerId, statement: statement.trim() }, { onSuccess: onClose });
  };
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={formatMessage({ id: 'answer.title' })}
      closeLabel={formatMessage({ id: 'sheet.close' })}
      size="sm"
      data-testid="answer-sheet"
    >
      <form className={styles.form} onSubmit={submit}>
        {answer.isError && <Refused error={answer.error} data-testid="answer-error" />}
        <p>
          <FormattedMessage id="answer.about" />
        </p>
        <TextField
          label={formatMessage({ id: 'answer.statement' })}
          description={formatMessage({ id: 'answer.statement.about' })}
          rows={6}
          maxLength={STATEMENT_LENGTH.maximum}
          value={statement}
          onChange={setStatement}
          autoFocus
          data-testid="answer-statement"
        />
        <Button
          type="submit"
          variant="primary"
          wide
          isPending={answer.isPending}
          isDisabled={statement.trim().length < STATEMENT_LENGTH.minimum}
          data-testid="answer-send"
        >
          <FormattedMessage id="answer.send" />
        </Button>
      </form>
    </Sheet>
  );
}
