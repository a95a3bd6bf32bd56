import { Sheet } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import type { CaseAnswer } from '../api/types.ts';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import styles from './SentAnswer.module.css';

interface SentAnswerProps {
  readonly answer: CaseAnswer;
  readonly onClose: () => void;
}

/** What a bank was told, as it was told. */
export function SentAnswer({ answer, onClose }: SentAnswerProps) {
  const { formatMessage } = useIntl();
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={formatMessage({ id: 'answer.shown' })}
      closeLabel={formatMessage({ id: 'sheet.close' })}
      size="sm"
      data-testid="answer-sent"
    >
      <div className={text.stack}>
        <span className={text.muted}>
          <Timestamp at={answer.sentAt ?? answer.madeAt} />
        </span>
        <p className={styles.letter} data-testid="answer-text">
          {answer.text}
        </p>
      </div>
    </Sheet>
  );
}
