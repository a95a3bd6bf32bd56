import { Badge, Button, Card, Notice, Spinner, type Tone } from '@stagedoor/design';
import type { CallDetail, CallOutcome } from '@stagedoor/sdk';
import { Phone, RotateCcw } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate } from 'react-router';
import { useUser } from '../app/session.ts';
import { Page } from '../common/Page.tsx';
import { useFormat } from '../i18n/format.ts';
import { useOwnLimit } from '../wallet/useOwnLimit.ts';
import { CallComplaint } from './CallComplaint.tsx';
import { RatingForm } from './RatingForm.tsx';
import { ReceiptLines } from './ReceiptLines.tsx';
import styles from './ReceiptPage.module.css';
import { TakenBack } from './TakenBack.tsx';

const TONES: Readonly<Record<CallOutcome, Tone>> = {
  COMPLETED: 'success',
  MISSED: 'neutral',
  DECLINED: 'neutral',
  CANCELLED: 'neutral',
  FAILED: 'danger',
  INSUFFICIENT_FUNDS: 'accent',
};

/** What a call was and what it cost; for its viewer the place to rate it and to call again. */
export function ReceiptPage({ call }: { readonly call: CallDetail }) {
  const intl = useIntl();
  const format = useFormat();
  const user = useUser();
  const viewing = call.viewer.id === user?.id;
  const other = viewing ? call.performer : call.viewer;
  const rateable = viewing && call.receipt && call.receipt.deliveredMs > 0;
  return (
    <Page
      titleId="receipt.title"
      lead={intl.formatMessage(
        { id: 'receipt.lead' },
        { name: other.displayName, at: format.dateTime(call.createdAt) },
      )}
      narrow
      data-testid="receipt"
    >
      <Card className={styles.card}>
        <div className={styles.outcome}>
          {call.outcome && (
            <Badge tone={TONES[call.outcome]} data-testid="receipt-outcome">
              <FormattedMessage id={`outcome.${call.outcome}`} />
            </Badge>
          )}
          <span className={styles.kind}>
            <FormattedMessage id={`kind.${call.kind}`} />
          </span>
        </div>
        {call.receipt ? (
          <ReceiptLines receipt={call.receipt} viewing={viewing} />
        ) : (
          <Unsettled call={call} />
        )}
      </Card>
      {call.receipt?.fault && (
        <Notice tone="info">
          <FormattedMessage id="receipt.fault" />
        </Notice>
      )}
      {viewing && call.outcome === 'INSUFFICIENT_FUNDS' && <RanOut />}
      {viewing && call.receipt?.charged && call.receipt.charged.amountMinor > 0 && (
        <CallComplaint callId={call.callId} />
      )}
      {!viewing && call.receipt && <TakenBack callId={call.callId} />}
      {rateable && <RatingForm call={call} />}
      <Onwards viewing={viewing} performerId={call.performer.id} />
    </Page>
  );
}

/** Buying coins is no answer to whoever has set a limit that leaves some unspent. */
function RanOut() {
  const navigate = useNavigate();
  const limited = useOwnLimit(true) !== null;
  return (
    <Notice
      tone="warning"
      action={
        <Button
          variant={limited ? 'secondary' : 'accent'}
          size="sm"
          onPress={() => void navigate('/wallet')}
        >
          <FormattedMessage id={limited ? 'limits.open' : 'wallet.topUp'} />
        </Button>
      }
      data-testid="receipt-ran-out"
    >
      <FormattedMessage id={limited ? 'receipt.limited' : 'receipt.topUpHint'} />
    </Notice>
  );
}

/** A call that cost nothing has no receipt; one that has just ended gets it in a moment. */
function Unsettled({ call }: { readonly call: CallDetail }) {
  const settling = call.outcome === undefined || call.outcome === 'COMPLETED';
  return (
    <p className={styles.unsettled} role="status">
      {settling && <Spinner />}
      <FormattedMessage id={settling ? 'receipt.settling' : 'receipt.free'} />
    </p>
  );
}

interface OnwardsProps {
  readonly viewing: boolean;
  readonly performerId: string;
}

function Onwards({ viewing, performerId }: OnwardsProps) {
  const navigate = useNavigate();
  if (!viewing) {
    return (
      <Button variant="primary" size="lg" wide onPress={() => void navigate('/studio')}>
        <FormattedMessage id="receipt.studio" />
      </Button>
    );
  }
  return (
    <div className={styles.onwards}>
      <Button
        variant="primary"
        size="lg"
        icon={<Phone size={20} aria-hidden />}
        onPress={() => void navigate(`/performers/${performerId}`)}
        data-testid="call-again"
      >
        <FormattedMessage id="receipt.again" />
      </Button>
      <Button
        size="lg"
        icon={<RotateCcw size={20} aria-hidden />}
        onPress={() => void navigate('/')}
      >
        <FormattedMessage id="receipt.discover" />
      </Button>
    </div>
  );
}
