import { Button } from '@stagedoor/design';
import { Download } from 'lucide-react';
import { useIntl } from 'react-intl';
import { problemOf } from '../api/problem.ts';
import { downloadJson } from '../csv/download.ts';
import { useEvidence } from './claimQueries.ts';

interface EvidenceButtonProps {
  readonly of: 'call' | 'order';
  readonly id: string;
}

/** Saves receipt, entries and events as one file, for a bank or for the file. */
export function EvidenceButton({ of, id }: EvidenceButtonProps) {
  const { formatMessage } = useIntl();
  const evidence = useEvidence();
  const save = () =>
    evidence.mutate(
      { of, id },
      {
        onSuccess: (document) => downloadJson(`evidence-${of}-${id}.json`, document),
      },
    );
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<Download size={16} aria-hidden />}
        isPending={evidence.isPending}
        onPress={save}
        data-testid="evidence"
      >
        {formatMessage({ id: 'claim.evidence.save' })}
      </Button>
      {evidence.isError && (
        <span role="alert">
          {formatMessage(
            { id: 'claim.evidence.failed' },
            { detail: problemOf(evidence.error).detail ?? '' },
          )}
        </span>
      )}
    </>
  );
}
