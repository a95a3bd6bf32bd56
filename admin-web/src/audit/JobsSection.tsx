import { Badge } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { useJobs } from '../api/queries.ts';
import type { Job } from '../api/types.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';

/** Work that is due at certain times: when it is due next, and how it last went. */
export function JobsSection() {
  const { formatMessage } = useIntl();
  const query = useJobs();
  const columns = useColumns();
  return (
    <Section title={formatMessage({ id: 'jobs.title' })}>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items }) => (
          <DataTable
            label={formatMessage({ id: 'jobs.title' })}
            columns={columns}
            rows={items}
            rowKey={({ name }) => name}
            testId="jobs"
          />
        )}
      </QueryView>
    </Section>
  );
}

function useColumns(): Column<Job>[] {
  const { formatMessage, formatNumber } = useIntl();
  return [
    {
      id: 'name',
      header: formatMessage({ id: 'jobs.name' }),
      cell: ({ name }) => <strong className={text.name}>{name}</strong>,
    },
    {
      id: 'result',
      header: formatMessage({ id: 'jobs.result' }),
      cell: (job) => <Result job={job} />,
      wide: true,
    },
    {
      id: 'last',
      header: formatMessage({ id: 'jobs.last' }),
      cell: ({ last }) =>
        last ? <Timestamp at={last.at} /> : <FormattedMessage id="jobs.never" />,
      wide: true,
    },
    {
      id: 'duration',
      header: formatMessage({ id: 'reconciliation.duration' }),
      cell: ({ last }) => (last ? formatNumber(last.durationMs) : ''),
      align: 'end',
    },
    {
      id: 'next',
      header: formatMessage({ id: 'jobs.next' }),
      cell: ({ nextRunAt, running }) =>
        running ? <FormattedMessage id="jobs.running" /> : <Timestamp at={nextRunAt} />,
      wide: true,
    },
  ];
}

function Result({ job: { last } }: { readonly job: Job }) {
  if (!last) return null;
  return (
    <span className={text.line}>
      <Badge tone={last.result === 'DONE' ? 'success' : 'danger'} data-testid="job-result">
        <FormattedMessage id={`jobs.result.${last.result}`} />
      </Badge>
      <span className={text.muted}>{last.detail}</span>
    </span>
  );
}
