import { buttonClass, Card, EmptyState, Skeleton } from '@stagedoor/design';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PhoneMissed } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { LoadMore } from '../common/LoadMore.tsx';
import { Page } from '../common/Page.tsx';
import { CallRow } from './CallRow.tsx';
import styles from './CallsPage.module.css';

/** The calls one has had, newest first. */
export function CallsPage() {
  const intl = useIntl();
  const client = useClient();
  const query = useInfiniteQuery(queries.calls(client));
  const calls = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page titleId="calls.title" data-testid="calls-page">
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.isSuccess && calls.length === 0 && (
        <EmptyState
          icon={<PhoneMissed aria-hidden />}
          title={intl.formatMessage({ id: 'calls.none' })}
          action={
            <Link to="/" className={buttonClass({ variant: 'primary' })}>
              <FormattedMessage id="nav.discover" />
            </Link>
          }
        />
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
      <LoadMore query={query} />
    </Page>
  );
}
