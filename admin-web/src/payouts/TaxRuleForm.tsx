import { Button, Segmented, TextField } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { TaxRule } from '../api/types.ts';
import { Proposed } from '../approvals/Proposed.tsx';
import { useProposalForm } from '../approvals/useProposalForm.ts';
import styles from '../codes/Codes.module.css';
import { Refused } from '../parts/Refused.tsx';
import { useProposeTaxRule } from './payoutQueries.ts';
import { draftOf, requestOf, type TaxRuleDraft } from './taxRule.ts';

const FIELDS = [
  'section',
  'rate',
  'noIdRate',
  'threshold',
  'validFrom',
  'validTo',
  'reason',
] as const;
const DAYS: readonly (keyof TaxRuleDraft)[] = ['validFrom', 'validTo'];
const WAYS = ['EXCESS', 'ENTIRE'] as const;

/** The next version of a tax rule, which somebody else has to approve. */
export function TaxRuleForm({ newest }: { readonly newest: TaxRule }) {
  const { formatMessage } = useIntl();
  const propose = useProposeTaxRule();
  const { draft, change, isComplete, submit } = useProposalForm(
    draftOf(newest),
    (typed, proposalId) => requestOf(newest, typed, proposalId),
    propose,
  );
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={formatMessage(
              { id: `taxRules.field.${field}` },
              { currency: newest.threshold.currency },
            )}
            {...(DAYS.includes(field) && { type: 'date' as const })}
            autoComplete="off"
            maxLength={500}
            value={draft[field]}
            onChange={(text) => change(field, text)}
            data-testid={`tax-rule-${field}`}
          />
        ))}
        <Segmented
          label={formatMessage({ id: 'taxRules.how' })}
          value={draft.onCross}
          onChange={(way) => change('onCross', way)}
          options={WAYS.map((id) => ({ id, label: formatMessage({ id: `taxRules.${id}` }) }))}
        />
      </div>
      {propose.isError && <Refused error={propose.error} data-testid="tax-rule-error" />}
      {propose.isSuccess && (
        <Proposed data-testid="tax-rule-proposed">
          <FormattedMessage id="taxRules.proposed" />
        </Proposed>
      )}
      <Button
        type="submit"
        variant="primary"
        isPending={propose.isPending}
        isDisabled={!isComplete}
        data-testid="tax-rule-submit"
      >
        <FormattedMessage id="taxRules.propose" />
      </Button>
    </form>
  );
}
