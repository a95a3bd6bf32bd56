import { Button, TextField } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Proposed } from '../approvals/Proposed.tsx';
import { useProposalForm } from '../approvals/useProposalForm.ts';
import styles from '../codes/Codes.module.css';
import { PersonField } from '../parts/PersonField.tsx';
import { Refused } from '../parts/Refused.tsx';
import { useProposeMembership } from './agencyQueries.ts';
import { EMPTY_OFFER, requestOf } from './offer.ts';

const PEOPLE = ['performer', 'agency'] as const;
const ROLES = { performer: 'PERFORMER', agency: 'AGENCY' } as const;
const FIELDS = ['percent', 'noticeDays', 'reason'] as const;

/** A place in an agency for a performer: who, which part, how long a notice, and why. */
export function OfferForm() {
  const { formatMessage } = useIntl();
  const propose = useProposeMembership();
  const { draft, change, isComplete, submit } = useProposalForm(EMPTY_OFFER, requestOf, propose);
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        {PEOPLE.map((field) => (
          <PersonField
            key={field}
            label={formatMessage({ id: `agencies.field.${field}` })}
            role={ROLES[field]}
            person={draft[field]}
            onChoose={(person) => change(field, person)}
            data-testid={`offer-${field}`}
          />
        ))}
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={formatMessage({ id: `agencies.field.${field}` })}
            autoComplete="off"
            maxLength={500}
            value={draft[field]}
            onChange={(text) => change(field, text)}
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
        isDisabled={!isComplete}
        data-testid="offer-submit"
      >
        <FormattedMessage id="agencies.propose" />
      </Button>
    </form>
  );
}
