import { Button, TextField } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Proposed } from '../approvals/Proposed.tsx';
import styles from '../codes/Codes.module.css';
import { Refused } from '../parts/Refused.tsx';
import { useProposeMembership } from './agencyQueries.ts';
import { EMPTY_OFFER, requestOf } from './offer.ts';

const FIELDS = ['performerId', 'agencyId', 'percent', 'noticeDays', 'reason'] as const;

/** A place in an agency for a performer: who, which part, how long a notice, and why. */
export function OfferForm() {
  const { formatMessage } = useIntl();
  const [draft, setDraft] = useState(EMPTY_OFFER);
  const [proposalId, setProposalId] = useState(() => crypto.randomUUID());
  const propose = useProposeMembership();
  const request = requestOf(draft, proposalId);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (request) {
      propose.mutate(request, {
        onSuccess: () => {
          setDraft(EMPTY_OFFER);
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
            label={formatMessage({ id: `agencies.field.${field}` })}
            autoComplete="off"
            maxLength={500}
            value={draft[field]}
            onChange={(text) => setDraft({ ...draft, [field]: text })}
            data-testid={`offer-${field}`}
          />
        ))}
      </div>
      {propose.isError && <Refused error={propose.error} data-testid="offer-error" />}
      {propose.isSuccess && (
        <Proposed data-testid="offer-proposed">
          <FormattedMessage id="agencies.proposed" />
        </Proposed>
      )}
      <Button
        type="submit"
        variant="primary"
        isPending={propose.isPending}
        isDisabled={request === null}
        data-testid="offer-submit"
      >
        <FormattedMessage id="agencies.propose" />
      </Button>
    </form>
  );
}
