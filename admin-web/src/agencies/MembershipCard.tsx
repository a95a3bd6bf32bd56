import { Badge, Button, Card, Notice } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import cards from '../parts/Cards.module.css';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import { Timestamp } from '../parts/Timestamp.tsx';
import { useHistory, useProposeEnd, type Membership } from './agencyQueries.ts';

/** One membership: its terms, its times, what happened to it, and proposing its end. */
export function MembershipCard({ membership }: { readonly membership: Membership }) {
  const [shown, setShown] = useState<'HISTORY' | 'END' | null>(null);
  const [proposed, setProposed] = useState(false);
  const { id, performerId, performerName, agencyId, agencyName, state } = membership;
  const { agencyBasisPoints, noticeDays, beginsAt, endsAt, offeredAt } = membership;
  return (
    <Card as="article" className={cards.card} data-testid="membership" data-state={state}>
      <header className={cards.head}>
        <h2>
          <FormattedMessage
            id="agencies.who"
            values={{ performer: performerName ?? performerId, agency: agencyName ?? agencyId }}
          />
        </h2>
        <Badge tone={state === 'ACCEPTED' ? 'success' : 'neutral'}>
          <FormattedMessage id={`agencies.state.${state}`} />
        </Badge>
      </header>
      <p className={cards.said}>
        <FormattedMessage
          id="agencies.terms"
          values={{ percent: agencyBasisPoints / 100, days: noticeDays }}
        />
      </p>
      <p className={cards.said}>
        <FormattedMessage id="agencies.offeredAt" values={{ at: <Timestamp at={offeredAt} /> }} />
        {beginsAt && (
          <>
            {' · '}
            <FormattedMessage id="agencies.since" values={{ at: <Timestamp at={beginsAt} /> }} />
          </>
        )}
        {endsAt && (
          <>
            {' · '}
            <FormattedMessage id="agencies.until" values={{ at: <Timestamp at={endsAt} /> }} />
          </>
        )}
      </p>
      {proposed && (
        <Notice tone="success" role="status" data-testid="end-proposed">
          <FormattedMessage id="agencies.endProposed" />
        </Notice>
      )}
      {shown === 'HISTORY' && <History membershipId={id} />}
      <div className={cards.actions}>
        <Button
          size="sm"
          onPress={() => setShown(shown === 'HISTORY' ? null : 'HISTORY')}
          data-testid="membership-history"
        >
          <FormattedMessage id="agencies.history" />
        </Button>
        {(state === 'OFFERED' || state === 'ACCEPTED') && (
          <Button size="sm" onPress={() => setShown('END')} data-testid="membership-end">
            <FormattedMessage id={state === 'OFFERED' ? 'agencies.withdraw' : 'agencies.end'} />
          </Button>
        )}
      </div>
      {shown === 'END' && (
        <Ending
          membershipId={id}
          isOffer={state === 'OFFERED'}
          onProposed={() => setProposed(true)}
          onClose={() => setShown(null)}
        />
      )}
    </Card>
  );
}

function History({ membershipId }: { readonly membershipId: string }) {
  const query = useHistory(membershipId);
  return (
    <QueryView query={query} loading={<LoadingRows />}>
      {({ items }) => (
        <ul>
          {items.map(({ kind, personId, personName, at }) => (
            <li key={`${kind} ${at}`} data-testid="membership-step">
              <FormattedMessage
                id={`agencies.step.${kind}`}
                values={{ who: personName ?? personId, at: <Timestamp at={at} /> }}
              />
            </li>
          ))}
        </ul>
      )}
    </QueryView>
  );
}

interface EndingProps {
  readonly membershipId: string;
  readonly isOffer: boolean;
  readonly onProposed: () => void;
  readonly onClose: () => void;
}

function Ending({ membershipId, isOffer, onProposed, onClose }: EndingProps) {
  const { formatMessage } = useIntl();
  const [proposalId] = useState(() => crypto.randomUUID());
  const propose = useProposeEnd(membershipId);
  const label = formatMessage({ id: isOffer ? 'agencies.withdraw' : 'agencies.end' });
  return (
    <ReasonSheet
      title={label}
      isPending={propose.isPending}
      error={propose.error}
      onClose={onClose}
      onSubmit={(reason) =>
        propose.mutate(
          { proposalId, reason },
          {
            onSuccess: () => {
              onProposed();
              onClose();
            },
          },
        )
      }
    />
  );
}
