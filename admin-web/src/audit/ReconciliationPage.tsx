import { EmptyState, Notice } from '@stagedoor/design';
import { ClipboardCheck } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useReconciliation } from '../api/queries.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { ChecksTable } from './ChecksTable.tsx';
import { JobsSection } from './JobsSection.tsx';
import { worstOf } from './verdict.ts';

/** Are the books right? What the daily checks found, and the jobs that run them. */
export function ReconciliationPage() {
  const { formatMessage } = useIntl();
  const query = useReconciliation();
  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'reconciliation.title' })}>
        <FormattedMessage id="reconciliation.about" />
      </PageHeader>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<ClipboardCheck size={28} aria-hidden />}
              title={formatMessage({ id: 'reconciliation.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="reconciliation.empty.about" />
            </EmptyState>
          ) : (
            <>
              <Summary worst={worstOf(items)} at={items[0]?.at ?? ''} />
              <ChecksTable reports={items} />
            </>
          )
        }
      </QueryView>
      <JobsSection />
    </div>
  );
}

const TONES = { OK: 'success', WARNING: 'warning', FAILURE: 'danger' } as const;

function Summary({ worst, at }: { readonly worst: keyof typeof TONES; readonly at: string }) {
  return (
    <Notice
      tone={TONES[worst]}
      role={worst === 'OK' ? 'status' : 'alert'}
      data-testid="reconciliation-summary"
    >
      <FormattedMessage id={`reconciliation.summary.${worst}`} values={{ at: new Date(at) }} />
    </Notice>
  );
}
