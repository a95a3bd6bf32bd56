import { Button, Notice, TextField } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Proposed } from '../approvals/Proposed.tsx';
import { Refused } from '../parts/Refused.tsx';
import { isProposal, useNewCode } from './codeQueries.ts';
import styles from './Codes.module.css';
import { EMPTY_DRAFT, requestOf, type CodeDraft } from './newCode.ts';

const FIELDS = ['code', 'coins', 'total', 'perPerson', 'from', 'until', 'reason'] as const;
const TIMES: readonly (keyof CodeDraft)[] = ['from', 'until'];

/** A new code: its name, what it gives, how often, and from when to when. */
export function NewCodeForm() {
  const { formatMessage } = useIntl();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [proposalId, setProposalId] = useState(() => crypto.randomUUID());
  const create = useNewCode();
  const request = requestOf(draft, proposalId);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (request) {
      create.mutate(request, {
        onSuccess: () => {
          setDraft(EMPTY_DRAFT);
          setProposalId(crypto.randomUUID());
        },
      });
    }
  };
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
            onChange={(text) => setDraft({ ...draft, [field]: text })}
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
        isDisabled={request === null}
        data-testid="code-submit"
      >
        <FormattedMessage id="codes.make" />
      </Button>
    </form>
  );
}
