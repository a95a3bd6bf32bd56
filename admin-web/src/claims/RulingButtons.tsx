import { Badge, Button, type Tone } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import type { ClaimState } from '../api/types.ts';
import text from '../parts/Text.module.css';
import type { ClaimKind } from './claimQueries.ts';
import { RulingSheet } from './RulingSheet.tsx';

const TONES: Record<ClaimState, Tone> = { OPEN: 'info', REFUNDED: 'success', REJECTED: 'neutral' };

interface RulingButtonsProps {
  readonly kind: ClaimKind;
  readonly id: string;
  readonly state: ClaimState;
}

/** How a claim stands, and while it is open the two ways to decide it. */
export function RulingButtons({ kind, id, state }: RulingButtonsProps) {
  const [grant, setGrant] = useState<boolean | null>(null);
  if (state !== 'OPEN') {
    return (
      <Badge tone={TONES[state]}>
        <FormattedMessage id={`claim.state.${state}`} />
      </Badge>
    );
  }
  return (
    <span className={text.line}>
      <Button size="sm" variant="primary" onPress={() => setGrant(true)} data-testid="grant">
        <FormattedMessage id="claim.grant" />
      </Button>
      <Button size="sm" onPress={() => setGrant(false)} data-testid="reject">
        <FormattedMessage id="claim.reject" />
      </Button>
      {grant !== null && (
        <RulingSheet kind={kind} id={id} grant={grant} onClose={() => setGrant(null)} />
      )}
    </span>
  );
}
