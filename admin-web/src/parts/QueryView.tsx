import { Notice } from '@stagedoor/design';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { ProblemPanel } from './ProblemPanel.tsx';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** Stands where the data will be, in its shape. */
  readonly loading: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/**
 * The three states of anything fetched. What is on screen stays there when a later refresh fails, with a word that it
 * is no longer fresh: an accountant must not take old figures for new ones.
 */
export function QueryView<Data>({ query, loading, children }: QueryViewProps<Data>) {
  if (query.isPending) {
    return (
      <div aria-busy="true" data-testid="loading">
        <span className="visually-hidden" role="status">
          <FormattedMessage id="query.loading" />
        </span>
        {loading}
      </div>
    );
  }
  const retry = () => void query.refetch();
  if (query.data === undefined) return <ProblemPanel error={query.error} onRetry={retry} />;
  return (
    <>
      {query.error && (
        <Notice tone="warning" role="status" data-testid="stale">
          <FormattedMessage id="query.stale" values={{ at: query.dataUpdatedAt }} />
        </Notice>
      )}
      {children(query.data)}
    </>
  );
}
