import { EmptyState, Switch } from '@stagedoor/design';
import { FileCheck2 } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { withFilter } from '../filters.ts';
import { usePager } from '../paging/usePager.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pager } from '../parts/Pager.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import { ImportForm } from './ImportForm.tsx';
import { ImportsTable } from './ImportsTable.tsx';
import { LinesTable } from './LinesTable.tsx';
import { useSettlementImports, useSettlementLines } from './settlementQueries.ts';

/** What providers paid out: what does not fit the books first, then files, the newest first. */
export function SettlementsPage() {
  const { formatMessage } = useIntl();
  const imports = useSettlementImports();
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'settlements.title' })}>
        <FormattedMessage id="settlements.about" />
      </PageHeader>
      <QueryView query={imports} loading={<LoadingRows />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<FileCheck2 size={28} aria-hidden />}
              title={formatMessage({ id: 'settlements.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="settlements.empty.about" />
            </EmptyState>
          ) : (
            <>
              <Lines />
              <Section title={formatMessage({ id: 'settlements.imports' })}>
                <ImportsTable imports={items} />
              </Section>
            </>
          )
        }
      </QueryView>
      <Section title={formatMessage({ id: 'settlements.import' })}>
        <ImportForm />
      </Section>
    </div>
  );
}

function Lines() {
  const { formatMessage } = useIntl();
  const [params, setParams] = useSearchParams();
  const pager = usePager();
  const open = params.get('all') === null;
  const lines = useSettlementLines({ open, cursor: pager.cursor });
  return (
    <Section
      title={formatMessage({ id: open ? 'settlements.differences' : 'settlements.lines' })}
      aside={
        <Switch
          isSelected={!open}
          onChange={(all) => setParams(withFilter(params, 'all', all ? 'true' : ''))}
          data-testid="all-lines"
        >
          <FormattedMessage id="settlements.allLines" />
        </Switch>
      }
    >
      <QueryView query={lines} loading={<LoadingRows />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <p data-testid="all-fits">
              <FormattedMessage id="settlements.allFits" />
            </p>
          ) : (
            <>
              <LinesTable lines={items} stale={lines.isPlaceholderData} />
              <Pager pager={pager} nextCursor={nextCursor} count={items.length} />
            </>
          )
        }
      </QueryView>
    </Section>
  );
}
