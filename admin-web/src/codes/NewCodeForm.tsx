import { Button, Notice, TextField } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Proposed } from '../approvals/Proposed.tsx';
import { useProposalForm } from '../approvals/useProposalForm.ts';
import { Refused } from '../parts/Refused.tsx';
import { isProposal, useNewCode } from './codeQueries.ts';
import styles from './Codes.module.css';
import { EMPTY_DRAFT, requestOf, type CodeDraft } from './newCode.ts';

const FIELDS = ['code', 'coins', 'total', 'perPerson', 'from', 'until', 'reason'] as const;
const TIMES: readonly (keyof CodeDraft)[] = ['from', 'until'];

/** A new code: its name, what it gives, how often, and from when to when. */
export function NewCodeForm() {
  const { formatMessage } = useIntl();
  const create = useNewCode();
  const { draft, change, isComplete, submit } = useProposalForm(EMPTY_DRAFT, requestOf, create);
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={formatMessage({ id: `codes.field.${field}` })}
            {...(TIMES.includes(field) && { type: 'datetime-local' as const })}
            autoComplete="off"
            value={draft[field]}
            onChange={(text) => change(field, text)}
            data-testid={`code-${field}`}
          />
        ))}
      </div>
      {create.isError && <Refused error={create.error} data-testid="code-error" />}
      {create.isSuccess &&
        (isProposal(create.data) ? (
          <Proposed data-testid="code-proposed">
            <FormattedMessage id="codes.proposed" />
          </Proposed>
        ) : (
          <Notice tone="success" role="status" data-testid="code-made">
            <FormattedMessage id="codes.made" />
          </Notice>
        ))}
      <Button
        type="submit"
        variant="primary"
        isPending={create.isPending}
        isDisabled={!isComplete}
        data-testid="code-submit"
      >
        <FormattedMessage id="codes.make" />
      </Button>
    </form>
  );
}
