import { Badge, Button, Card, type Tone } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { RiskFlag } from '../api/types.ts';
import cards from '../parts/Cards.module.css';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { finding } from './finding.ts';
import { useRiskRuling, type RiskRuling } from './riskQueries.ts';

const TONES: Record<RiskFlag['state'], Tone> = {
  OPEN: 'accent',
  DISMISSED: 'neutral',
  CONFIRMED: 'danger',
};

/** One flag: what was found, whom it concerns, and while it is open the two ways to decide. */
export function FlagCard({ flag }: { readonly flag: RiskFlag }) {
  const intl = useIntl();
  const [asking, setAsking] = useState<RiskRuling['ruling'] | null>(null);
  const { decision } = flag;
  return (
    <Card as="article" className={cards.card} data-testid="flag">
      <header className={cards.head}>
        <h2>{intl.formatMessage({ id: `risk.kind.${flag.kind}` })}</h2>
        <span className={cards.actions}>
          <Badge tone={TONES[flag.state]} data-testid="flag-state">
            <FormattedMessage id={`risk.state.${flag.state}`} />
          </Badge>
        </span>
      </header>
      <p className={cards.said}>
        {finding(intl, flag)}{' '}
        <span className={text.muted}>
          <Timestamp at={flag.raisedAt} />
        </span>
      </p>
      <ul className={cards.people}>
        {flag.parties.map((party) => (
          <li key={party.accountId} className={text.line}>
            <Link className={text.link} to={`/accounts?ownerId=${party.accountId}`}>
              {party.name ?? party.accountId}
            </Link>
            {party.held && flag.state === 'OPEN' && (
              <Link className={text.plainLink} to={`/payouts?payeeId=${party.accountId}`}>
                <FormattedMessage id="risk.held" />
              </Link>
            )}
          </li>
        ))}
      </ul>
      {decision && (
        <p className={cards.said}>
          <FormattedMessage
            id="risk.decided"
            values={{
              who: decision.name ?? decision.person,
              at: <Timestamp at={decision.at} />,
              note: decision.note,
            }}
          />
        </p>
      )}
      {flag.state === 'OPEN' && (
        <div className={cards.actions}>
          <Button
            size="sm"
            variant="primary"
            onPress={() => setAsking('DISMISS')}
            data-testid="dismiss"
          >
            <FormattedMessage id="risk.ask.DISMISS" />
          </Button>
          <Button
            size="sm"
            variant="danger"
            onPress={() => setAsking('CONFIRM')}
            data-testid="confirm"
          >
            <FormattedMessage id="risk.ask.CONFIRM" />
          </Button>
        </div>
      )}
      {asking !== null && (
        <Deciding flagId={flag.id} ruling={asking} onClose={() => setAsking(null)} />
      )}
    </Card>
  );
}

interface DecidingProps {
  readonly flagId: string;
  readonly ruling: RiskRuling['ruling'];
  readonly onClose: () => void;
}

function Deciding({ flagId, ruling, onClose }: DecidingProps) {
  const { formatMessage } = useIntl();
  const decide = useRiskRuling();
  return (
    <ReasonSheet
      title={formatMessage({ id: `risk.ask.${ruling}` })}
      variant={ruling === 'CONFIRM' ? 'danger' : 'primary'}
      isPending={decide.isPending}
      error={decide.error}
      letsMoneyGo={ruling === 'DISMISS'}
      onClose={onClose}
      onSubmit={(note, headers) =>
        decide.mutate({ flagId, ruling, note, headers }, { onSuccess: onClose })
      }
    >
      <p>
        <FormattedMessage id={`risk.ask.${ruling}.about`} />
      </p>
    </ReasonSheet>
  );
}
