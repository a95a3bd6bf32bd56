import { Button } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import { useDismissal } from './providerQueries.ts';

/** Closes news that was kept aside, with a note of who has looked at it. */
export function Dismissal({ webhookId }: { readonly webhookId: number }) {
  const { formatMessage } = useIntl();
  const [asking, setAsking] = useState(false);
  const dismissal = useDismissal();
  const label = formatMessage({ id: 'webhook.dismiss' });
  return (
    <>
      <Button size="sm" onPress={() => setAsking(true)} data-testid={`dismiss-${webhookId}`}>
        {label}
      </Button>
      {asking && (
        <ReasonSheet
          title={label}
          isPending={dismissal.isPending}
          error={dismissal.error}
          onClose={() => setAsking(false)}
          onSubmit={(note) =>
            dismissal.mutate({ webhookId, note }, { onSuccess: () => setAsking(false) })
          }
        >
          <p>
            <FormattedMessage id="webhook.dismiss.about" />
          </p>
        </ReasonSheet>
      )}
    </>
  );
}
