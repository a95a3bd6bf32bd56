import { EmptyState, Notice, Select } from '@stagedoor/design';
import { Mail as MailIcon } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import type { MailPage as Page, MailState } from '../api/types.ts';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import { Filters } from '../parts/Filters.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Refused } from '../parts/Refused.tsx';
import { MailSheet } from './MailSheet.tsx';
import { MailTable } from './MailTable.tsx';
import { useMail, useRetry } from './mailQueries.ts';

const ANY = 'ANY';
const STATES = ['WAITING', 'FAILED', 'SENT', 'KEPT'] as const satisfies readonly MailState[];
const COUNTS = { WAITING: 'waiting', FAILED: 'failed', SENT: 'sent', KEPT: 'kept' } as const;

/** Mail to people: what waits, what failed and why, and without a mail server what would have been sent. */
export function MailPage() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const pager = usePager();
  const [read, setRead] = useState<string | null>(null);
  const state = STATES.find((each) => each === params.get('state'));
  const mail = useMail({ state, cursor: pager.cursor });
  const retry = useRetry();
  const label = (each: MailState) =>
    formatMessage(
      { id: 'mail.filter' },
      {
        state: formatMessage({ id: `mail.state.${each}` }),
        count: mail.data?.counts[COUNTS[each]] ?? 0,
      },
    );
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'mail.title' })}>
        <FormattedMessage id="mail.about" />
      </PageHeader>
      {mail.data && <Standing mail={mail.data} />}
      <Filters>
        <Select
          label={formatMessage({ id: 'mail.state' })}
          options={[
            { id: ANY, label: formatMessage({ id: 'filters.any' }) },
            ...STATES.map((id) => ({ id, label: label(id) })),
          ]}
          value={state ?? ANY}
          onChange={(id) => setParams(withFilter(params, 'state', id === ANY ? '' : id))}
          data-testid="filter-state"
        />
      </Filters>
      {retry.isError && <Refused error={retry.error} data-testid="retry-error" />}
      {retry.isSuccess && (
        <Notice tone="success" role="status" data-testid="retried">
          <FormattedMessage id="mail.retried" />
        </Notice>
      )}
      <QueryView query={mail} loading={<LoadingRows />}>
        {({ items, nextCursor, hasServer }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<MailIcon size={28} aria-hidden />}
              title={formatMessage({ id: 'mail.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="mail.empty.about" />
            </EmptyState>
          ) : (
            <>
              <MailTable
                mail={items}
                stale={mail.isPlaceholderData}
                onRead={setRead}
                onRetry={hasServer ? (id) => retry.mutate(id) : undefined}
                isRetrying={retry.isPending}
              />
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          )
        }
      </QueryView>
      {read !== null && <MailSheet mailId={read} onClose={() => setRead(null)} />}
    </div>
  );
}

/** What somebody ought to do about it. */
function Standing({ mail: { hasServer, counts } }: { readonly mail: Page }) {
  if (!hasServer) {
    return (
      <Notice tone="warning" role="status" data-testid="no-server">
        <FormattedMessage id="mail.noServer" />
      </Notice>
    );
  }
  return (
    counts.failed > 0 && (
      <Notice tone="danger" role="status" data-testid="failures">
        <FormattedMessage id="mail.failures" values={{ count: counts.failed }} />
      </Notice>
    )
  );
}
