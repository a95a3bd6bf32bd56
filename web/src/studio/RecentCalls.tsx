import { Card, EmptyState, Skeleton } from '@stagedoor/design';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PhoneIncoming } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { CallRow } from '../calls/CallRow.tsx';
import styles from './RecentCalls.module.css';

const SHOWN = 5;

/** The last few calls; all of them are on the page of calls. */
export function RecentCalls() {
  const intl = useIntl();
  const client = useClient();
  const query = useInfiniteQuery(queries.calls(client));
  const calls = query.data?.pages[0]?.items.slice(0, SHOWN) ?? [];
  return (
    <section aria-labelledby="recent" className={styles.section}>
      <h2 id="recent">
        <FormattedMessage id="studio.recent" />
      </h2>
      {query.isPending && <Skeleton shape="block" />}
      {query.isSuccess && calls.length === 0 && (
        <Card>
          <EmptyState
            icon={<PhoneIncoming aria-hidden />}
            title={intl.formatMessage({ id: 'studio.noCalls' })}
          >
            <FormattedMessage id="studio.noCalls.hint" />
          </EmptyState>
        </Card>
      )}
      {calls.length > 0 && (
        <Card className={styles.card}>
          <ul role="list">
            {calls.map((call) => (
              <CallRow key={call.callId} call={call} />
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
