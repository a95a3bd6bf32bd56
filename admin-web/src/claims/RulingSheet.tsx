import { TextField } from '@stagedoor/design';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { FactorHeaders } from '../auth/SecondFactorField.tsx';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import { useRuling, type ClaimKind } from './claimQueries.ts';

const MINOR_PER_COIN = 1000;

interface RulingSheetProps {
  readonly kind: ClaimKind;
  readonly id: string;
  readonly grant: boolean;
  readonly onClose: () => void;
}

/** Asks for the reason, and for a call how much of it, and decides. */
export function RulingSheet({ kind, id, grant, onClose }: RulingSheetProps) {
  const { formatMessage } = useIntl();
  const [coins, setCoins] = useState('');
  const ruling = useRuling();
  const verdict = grant ? 'grant' : 'reject';
  const amount = coins.trim() === '' ? null : Number(coins);

  const submit = (reason: string, headers: FactorHeaders) => {
    const part = amount === null ? {} : { coinsMinor: Math.round(amount * MINOR_PER_COIN) };
    ruling.mutate({ kind, id, grant, reason, headers, ...part }, { onSuccess: onClose });
  };

  return (
    <ReasonSheet
      title={formatMessage({ id: `claim.ask.${verdict}` })}
      submit={formatMessage({ id: `claim.${verdict}` })}
      variant={grant ? 'primary' : 'danger'}
      isPending={ruling.isPending}
      error={ruling.error}
      letsMoneyGo={grant}
      question={{
        label: formatMessage({ id: 'claim.why' }),
        about: formatMessage({ id: 'claim.why.about' }),
      }}
      isComplete={amount === null || (Number.isFinite(amount) && amount > 0)}
      onClose={onClose}
      onSubmit={submit}
    >
      {kind === 'dispute' && grant && (
        <TextField
          label={formatMessage({ id: 'claim.coins' })}
          description={formatMessage({ id: 'claim.coins.about' })}
          inputMode="decimal"
          value={coins}
          onChange={setCoins}
          data-testid="ruling-coins"
        />
      )}
    </ReasonSheet>
  );
}
