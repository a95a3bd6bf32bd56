import { Badge } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { TaxRule } from '../api/types.ts';
import { Amount } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import { useTaxRules } from './payoutQueries.ts';
import { newestOf } from './taxRule.ts';
import { TaxRuleForm } from './TaxRuleForm.tsx';

const BASIS_POINTS = 10_000;

/** Days of the law, wherever they are read. */
const DAY = { dateStyle: 'medium', timeZone: 'UTC' } as const;

/** Tax rules by version, the one that is applied now, and the next one. */
export function TaxRulesPage() {
  const { formatMessage } = useIntl();
  const query = useTaxRules();
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'taxRules.title' })}>
        <FormattedMessage id="taxRules.about" values={{ preset: query.data?.preset ?? '' }} />
      </PageHeader>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ preset, rules, inForce }) => {
          const newest = newestOf(rules, preset);
          return (
            <>
              <Rules rules={rules} inForce={inForce} />
              {newest !== null && (
                <Section title={formatMessage({ id: 'taxRules.new' })}>
                  <p>
                    <FormattedMessage id="taxRules.new.about" />
                  </p>
                  <TaxRuleForm key={`${newest.preset} ${newest.version}`} newest={newest} />
                </Section>
              )}
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

interface RulesProps {
  readonly rules: readonly TaxRule[];
  readonly inForce: TaxRule | undefined;
}

function Rules({ rules, inForce }: RulesProps) {
  const { formatMessage, formatNumber, formatDate } = useIntl();
  const percent = (points: number) =>
    formatNumber(points / BASIS_POINTS, { style: 'percent', maximumFractionDigits: 2 });
  const head = (id: 'rule' | 'section' | 'rate' | 'threshold' | 'how' | 'valid') =>
    formatMessage({ id: `taxRules.${id}` });
  const applied = ({ preset, version }: TaxRule) =>
    preset === inForce?.preset && version === inForce.version;
  const columns: Column<TaxRule>[] = [
    {
      id: 'rule',
      header: head('rule'),
      cell: (rule) => (
        <>
          {rule.preset} · {rule.version}{' '}
          {applied(rule) && (
            <Badge tone="success" data-testid="in-force">
              <FormattedMessage id="taxRules.inForce" />
            </Badge>
          )}
        </>
      ),
    },
    { id: 'section', header: head('section'), cell: ({ section }) => section },
    {
      id: 'rate',
      header: head('rate'),
      align: 'end',
      cell: (rule) =>
        formatMessage(
          { id: 'taxRules.rates' },
          { rate: percent(rule.rateBasisPoints), noId: percent(rule.noIdRateBasisPoints) },
        ),
    },
    {
      id: 'threshold',
      header: head('threshold'),
      align: 'end',
      cell: ({ threshold }) => <Amount money={threshold} withAsset />,
    },
    {
      id: 'how',
      header: head('how'),
      cell: ({ onCross, taxPoint }) =>
        `${formatMessage({ id: `taxRules.${onCross}` })}, ${formatMessage({ id: `taxRules.${taxPoint}` })}`,
    },
    {
      id: 'valid',
      header: head('valid'),
      cell: ({ validFrom, validTo }) =>
        `${formatDate(validFrom, DAY)} – ${validTo ? formatDate(validTo, DAY) : ''}`,
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'taxRules.title' })}
      columns={columns}
      rows={rules}
      rowKey={({ preset, version }) => `${preset} ${version}`}
      testId="tax-rules"
    />
  );
}
