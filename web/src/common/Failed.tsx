import { Button, EmptyState } from '@stagedoor/design';
import { CloudOff } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { explain } from './problems.ts';

export interface FailedProps {
  readonly error: unknown;
  readonly retry: () => unknown;
}

/** What could not be loaded, why, and a way to try again. */
export function Failed({ error, retry }: FailedProps) {
  const intl = useIntl();
  return (
    <EmptyState
      icon={<CloudOff aria-hidden />}
      title={intl.formatMessage({ id: 'failed.title' })}
      action={
        <Button onPress={() => void retry()}>
          <FormattedMessage id="failed.retry" />
        </Button>
      }
      data-testid="failed"
    >
      {explain(intl, error)}
    </EmptyState>
  );
}
