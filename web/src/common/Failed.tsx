import { Button, EmptyState } from '@stagedoor/design';
import { ProblemError } from '@stagedoor/sdk';
import { CloudOff, MapPinOff } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { explain } from './problems.ts';

interface FailedProps {
  readonly error: unknown;
  readonly retry: () => unknown;
}

/** An address that means nothing, or nothing any more: trying again would change nothing. */
const isNowhere = (error: unknown) =>
  error instanceof ProblemError && [400, 404].includes(error.status);

/** What could not be loaded, why, and a way to try again. */
export function Failed({ error, retry }: FailedProps) {
  const intl = useIntl();
  if (isNowhere(error)) {
    return (
      <EmptyState
        icon={<MapPinOff aria-hidden />}
        title={intl.formatMessage({ id: 'failed.nowhere' })}
        action={
          <Link to="/">
            <FormattedMessage id="failed.home" />
          </Link>
        }
        data-testid="nowhere"
      >
        <FormattedMessage id="failed.nowhere.hint" />
      </EmptyState>
    );
  }
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
