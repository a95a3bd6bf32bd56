import { Sheet } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import styles from '../claims/SentAnswer.module.css';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import text from '../parts/Text.module.css';
import { useWholeMail } from './mailQueries.ts';

interface MailSheetProps {
  readonly mailId: string;
  readonly onClose: () => void;
}

/** A message as its reader reads it. */
export function MailSheet({ mailId, onClose }: MailSheetProps) {
  const { formatMessage } = useIntl();
  const mail = useWholeMail(mailId);
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={formatMessage({ id: 'mail.message' })}
      closeLabel={formatMessage({ id: 'sheet.close' })}
      size="sm"
      data-testid="mail-sheet"
    >
      <QueryView query={mail} loading={<LoadingRows />}>
        {({ recipient, locale, subject, plainText }) => (
          <div className={text.spaced} lang={locale}>
            <span className={text.muted}>{recipient}</span>
            <strong className={text.name}>{subject}</strong>
            <p className={styles.letter} data-testid="mail-text">
              {plainText}
            </p>
          </div>
        )}
      </QueryView>
    </Sheet>
  );
}
