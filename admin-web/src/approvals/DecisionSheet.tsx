import type { ButtonVariant } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import type { Verdict } from '../api/types.ts';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import { useDecision } from './approvalQueries.ts';

const VARIANTS: Record<Verdict, ButtonVariant> = {
  APPROVE: 'primary',
  REJECT: 'danger',
  WITHDRAW: 'secondary',
};

interface DecisionSheetProps {
  readonly approvalId: string;
  readonly verdict: Verdict;
  readonly onClose: () => void;
}

/** Asks for the reason, which an auditor will read, and decides. */
export function DecisionSheet({ approvalId, verdict, onClose }: DecisionSheetProps) {
  const { formatMessage } = useIntl();
  const decision = useDecision();
  return (
    <ReasonSheet
      title={formatMessage({ id: `approval.ask.${verdict}` })}
      submit={formatMessage({ id: `approval.${verdict}` })}
      variant={VARIANTS[verdict]}
      isPending={decision.isPending}
      error={decision.error}
      letsMoneyGo={verdict === 'APPROVE'}
      onClose={onClose}
      onSubmit={(reason, headers) =>
        decision.mutate({ approvalId, verdict, reason, headers }, { onSuccess: onClose })
      }
    />
  );
}
