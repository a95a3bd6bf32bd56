import { Button, Notice, TextField } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { problemOf } from '../api/problem.ts';
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
      {create.isError && (
        <Notice tone="danger" role="alert" data-testid="code-error">
          {problemOf(create.error).detail ?? <FormattedMessage id="problem.offline" />}
        </Notice>
      )}
      {create.isSuccess && (
        <Notice
          tone="success"
          role="status"
          data-testid={isProposal(create.data) ? 'code-proposed' : 'code-made'}
        >
          <FormattedMessage id={isProposal(create.data) ? 'codes.proposed' : 'codes.made'} />
        </Notice>
      )}
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
