import { Badge, Button, type Tone } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Mail, MailState } from '../api/types.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import styles from './Mail.module.css';

const TONES: Readonly<Record<MailState, Tone>> = {
  WAITING: 'info',
  KEPT: 'neutral',
  SENT: 'success',
  FAILED: 'danger',
};

interface MailTableProps {
  readonly mail: readonly Mail[];
  readonly stale: boolean;
  readonly onRead: (mailId: string) => void;
  /** Undefined where there is no mail server to try. */
  readonly onRetry: ((mailId: string) => void) | undefined;
  readonly isRetrying: boolean;
}

/** How a message stands, why it is not sent, and when it is tried next. */
function Standing({ mail }: { readonly mail: Mail }) {
  const { state, attempts, nextAttemptAt, settledAt, lastError } = mail;
  return (
    <>
      <span className={text.line}>
        <Badge tone={TONES[state]}>
          <FormattedMessage id={`mail.state.${state}`} />
        </Badge>
        {settledAt !== undefined && <Timestamp at={settledAt} />}
        {attempts > 1 && <FormattedMessage id="mail.attempts" values={{ count: attempts }} />}
      </span>
      {state !== 'SENT' && lastError !== '' && <span className={styles.error}>{lastError}</span>}
      {nextAttemptAt !== undefined && (
        <span className={text.muted}>
          <FormattedMessage id="mail.next" />
          <Timestamp at={nextAttemptAt} />
        </span>
      )}
    </>
  );
}

/** Mail, newest first; each can be read, and what is not sent can be tried again. */
export function MailTable({ mail, stale, onRead, onRetry, isRetrying }: MailTableProps) {
  const { formatMessage } = useIntl();
  const columns: Column<Mail>[] = [
    {
      id: 'message',
      header: formatMessage({ id: 'mail.message' }),
      cell: ({ subject, kind, locale }) => (
        <span className={text.stack}>
          <strong className={text.name} lang={locale}>
            {subject}
          </strong>
          <span className={text.mono}>
            {kind} {locale}
          </span>
        </span>
      ),
    },
    {
      id: 'recipient',
      header: formatMessage({ id: 'mail.recipient' }),
      cell: ({ recipient }) => recipient,
      wide: true,
    },
    {
      id: 'created',
      header: formatMessage({ id: 'mail.created' }),
      cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      wide: true,
    },
    {
      id: 'state',
      header: formatMessage({ id: 'mail.state' }),
      cell: (each) => (
        <span className={text.cell}>
          <Standing mail={each} />
          <span className={text.line}>
            <Button
              size="sm"
              onPress={() => onRead(each.mailId)}
              data-testid={`read-${each.mailId}`}
            >
              <FormattedMessage id="mail.read" />
            </Button>
            {onRetry && each.state !== 'SENT' && (
              <Button
                size="sm"
                isDisabled={isRetrying}
                onPress={() => onRetry(each.mailId)}
                data-testid={`retry-${each.mailId}`}
              >
                <FormattedMessage id="mail.retry" />
              </Button>
            )}
          </span>
        </span>
      ),
      wide: true,
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'mail.title' })}
      columns={columns}
      rows={mail}
      rowKey={({ mailId }) => mailId}
      stale={stale}
      testId="mail"
    />
  );
}
