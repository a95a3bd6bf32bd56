import { Button, EmptyState } from '@stagedoor/design';
import { Bug } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useRouteError } from 'react-router';
import { Page } from '../common/Page.tsx';

/** Shown when rendering failed: a fault of ours. A call that is under way goes on at the server. */
export function CrashPage() {
  const intl = useIntl();
  const error = useRouteError();
  return (
    <Page titleId="crash.title" narrow data-testid="crash">
      <EmptyState
        icon={<Bug aria-hidden />}
        title={intl.formatMessage({ id: 'crash.lead' })}
        action={
          <Button variant="primary" onPress={() => location.reload()}>
            <FormattedMessage id="crash.reload" />
          </Button>
        }
      >
        {error instanceof Error ? error.message : intl.formatMessage({ id: 'problem.internal' })}
      </EmptyState>
    </Page>
  );
}
