import type { UseMutationResult } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';

interface ProposalForm<Draft> {
  /** What is typed or chosen, as it stands there. */
  readonly draft: Draft;
  readonly change: <Field extends keyof Draft>(field: Field, value: Draft[Field]) => void;
  /** Whether the draft makes sense as it is. */
  readonly isComplete: boolean;
  readonly submit: (event: SubmitEvent) => void;
}

/**
 * A form whose content somebody else may have to approve. Its proposal has one id until the server has taken it, so that
 * sending it twice proposes it once; then the form is empty again.
 *
 * @param requestOf what a draft stands for; null while something is missing or makes no sense
 */
export function useProposalForm<Draft, Request, Answer>(
  empty: Draft,
  requestOf: (draft: Draft, proposalId: string) => Request | null,
  { mutate }: Pick<UseMutationResult<Answer, Error, Request>, 'mutate'>,
): ProposalForm<Draft> {
  const [draft, setDraft] = useState(empty);
  const [proposalId, setProposalId] = useState(() => crypto.randomUUID());
  const request = requestOf(draft, proposalId);
  return {
    draft,
    change: (field, value) => setDraft({ ...draft, [field]: value }),
    isComplete: request !== null,
    submit: (event) => {
      event.preventDefault();
      if (request === null) return;
      mutate(request, {
        onSuccess: () => {
          setDraft(empty);
          setProposalId(crypto.randomUUID());
        },
      });
    },
  };
}
