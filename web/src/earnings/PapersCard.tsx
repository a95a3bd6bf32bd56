import { Button, Card, Notice, Select } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { keepFile } from '../common/keepFile.ts';
import { explain } from '../common/problems.ts';
import { lastMonths } from './months.ts';
import styles from './PayoutCard.module.css';

type Format = 'PDF' | 'CSV';
const FORMATS: readonly Format[] = ['PDF', 'CSV'];
const MONTHS = 12;
const YEARS = 3;

/** Statements by month and tax papers by year, to keep. */
export function PapersCard() {
  const intl = useIntl();
  const client = useClient();
  const [months] = useState(() => lastMonths(new Date(), MONTHS));
  const [month, setMonth] = useState(months[0] ?? '');
  const [years] = useState(() =>
    Array.from({ length: YEARS }, (_, back) => String(new Date().getFullYear() - back)),
  );
  const [year, setYear] = useState(years[0] ?? '');
  const save = useMutation({
    mutationFn: async ({ name, file }: { name: string; file: Promise<Blob> }) =>
      keepFile(name, await file),
  });
  const statement = (format: Format) =>
    save.mutate({
      name: `statement-${month}.${format.toLowerCase()}`,
      file: client.rest.download('/api/v1/performer/statements/{month}', {
        path: { month },
        query: { format },
      }),
    });
  const tax = (format: Format) =>
    save.mutate({
      name: `tax-${year}.${format.toLowerCase()}`,
      file: client.rest.download('/api/v1/performer/tax-papers/{year}', {
        path: { year: Number(year) },
        query: { format },
      }),
    });
  return (
    <Card as="section" className={styles.card} aria-labelledby="papers">
      <h2 id="papers">
        <FormattedMessage id="papers.title" />
      </h2>
      <Select
        label={intl.formatMessage({ id: 'papers.statement' })}
        options={months.map((id) => ({
          id,
          label: intl.formatDate(`${id}-01T00:00:00Z`, {
            month: 'long',
            year: 'numeric',
            timeZone: 'UTC',
          }),
        }))}
        value={month}
        onChange={setMonth}
        data-testid="papers-month"
      />
      <Formats onPress={statement} isPending={save.isPending} testId="statement" />
      <Select
        label={intl.formatMessage({ id: 'papers.tax' })}
        options={years.map((id) => ({ id, label: id }))}
        value={year}
        onChange={setYear}
        data-testid="papers-year"
      />
      <Formats onPress={tax} isPending={save.isPending} testId="tax-paper" />
      {save.isError && (
        <Notice tone="danger" role="alert" data-testid="papers-error">
          {explain(intl, save.error)}
        </Notice>
      )}
    </Card>
  );
}

interface FormatsProps {
  readonly onPress: (format: Format) => void;
  readonly isPending: boolean;
  readonly testId: string;
}

function Formats({ onPress, isPending, testId }: FormatsProps) {
  return (
    <div className={styles.choices}>
      {FORMATS.map((format) => (
        <Button
          key={format}
          size="sm"
          icon={<FileText size={16} aria-hidden />}
          isDisabled={isPending}
          onPress={() => onPress(format)}
          data-testid={`${testId}-${format.toLowerCase()}`}
        >
          <FormattedMessage id={`papers.${format}`} />
        </Button>
      ))}
    </div>
  );
}
