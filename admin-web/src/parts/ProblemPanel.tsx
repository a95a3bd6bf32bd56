import { Button, EmptyState } from '@stagedoor/design';
import { CloudAlert, RotateCw } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { problemOf } from '../api/problem.ts';
import { CopyText } from './CopyText.tsx';
import styles from './ProblemPanel.module.css';

interface ProblemPanelProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What went wrong in the server's own words, with what support needs to find it in the logs. */
export function ProblemPanel({ error, onRetry }: ProblemPanelProps) {
  const { formatMessage } = useIntl();
  const { code, detail, requestId } = problemOf(error);
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudAlert size={28} aria-hidden />}
        title={formatMessage({
          id: code?.endsWith('NOT_FOUND') ? 'problem.notFound' : 'problem.title',
        })}
        action={
          <Button icon={<RotateCw size={16} aria-hidden />} onPress={onRetry} data-testid="retry">
            <FormattedMessage id="problem.retry" />
          </Button>
        }
        data-testid="problem"
      >
        {detail ?? formatMessage({ id: 'problem.offline' })}
      </EmptyState>
      {code !== null && (
        <p className={styles.trace}>
          <code data-testid="problem-code">{code}</code>
          {requestId !== null && (
            <CopyText
              text={requestId}
              label={formatMessage({ id: 'problem.requestId' })}
              testId="problem-request-id"
            />
          )}
        </p>
      )}
    </div>
  );
}
