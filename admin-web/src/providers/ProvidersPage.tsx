import { EmptyState, Notice, Select } from '@stagedoor/design';
import { Webhook as WebhookIcon } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { problemOf } from '../api/problem.ts';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { ProviderCards } from './ProviderCards.tsx';
import { useProviders, useReplay, useWebhooks } from './providerQueries.ts';
import { WebhooksTable } from './WebhooksTable.tsx';

const ANY = 'ANY';

/** Payment providers: how they are, what they sent last, and a second look at what was kept aside. */
export function ProvidersPage() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const pager = usePager();
  const provider = params.get('provider') ?? '';
  const providers = useProviders();
  const webhooks = useWebhooks({ provider, cursor: pager.cursor });
  const replay = useReplay();
  const names = providers.data?.items.map(({ name }) => ({ id: name, label: name })) ?? [];
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'providers.title' })}>
        <FormattedMessage id="providers.about" />
      </PageHeader>
      <QueryView query={providers} loading={<LoadingRows />}>
        {({ items }) => <ProviderCards providers={items} />}
      </QueryView>
      <Select
        label={formatMessage({ id: 'webhook.provider' })}
        options={[{ id: ANY, label: formatMessage({ id: 'filters.any' }) }, ...names]}
        value={provider === '' ? ANY : provider}
        onChange={(id) => setParams(withFilter(params, 'provider', id === ANY ? '' : id))}
        data-testid="filter-provider"
      />
      {replay.isError && (
        <Notice tone="danger" role="alert">
          {problemOf(replay.error).detail ?? <FormattedMessage id="problem.offline" />}
        </Notice>
      )}
      {replay.isSuccess && (
        <Notice
          tone={replay.data.accepted ? 'success' : 'warning'}
          role="status"
          data-testid="replayed"
        >
          {replay.data.accepted ? <FormattedMessage id="webhook.replayed" /> : replay.data.reason}
        </Notice>
      )}
      <QueryView query={webhooks} loading={<LoadingRows />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<WebhookIcon size={28} aria-hidden />}
              title={formatMessage({ id: 'webhooks.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="webhooks.empty.about" />
            </EmptyState>
          ) : (
            <>
              <WebhooksTable
                webhooks={items}
                stale={webhooks.isPlaceholderData}
                onReplay={(id) => replay.mutate(id)}
                isReplaying={replay.isPending}
              />
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          )
        }
      </QueryView>
    </div>
  );
}
