import { Avatar, Card, Presence, Skeleton } from '@stagedoor/design';
import type { CallKind, Performer } from '@stagedoor/sdk';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { useParams } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { isViewer, useUser } from '../app/session.ts';
import { Failed } from '../common/Failed.tsx';
import { Page } from '../common/Page.tsx';
import { Stars } from '../common/Stars.tsx';
import { PreCallSheet } from '../precall/PreCallSheet.tsx';
import { CallChoices } from './CallChoices.tsx';
import { CrowdGoals } from './CrowdGoals.tsx';
import { FanCard } from './FanCard.tsx';
import { BookCard } from './BookCard.tsx';
import { GiftCard } from './GiftCard.tsx';
import styles from './PerformerPage.module.css';
import { Shows } from './Shows.tsx';

export function PerformerPage() {
  const { performerId = '' } = useParams();
  const client = useClient();
  const query = useQuery(queries.performer(client, performerId));
  return (
    <Page titleId="performer.title" title={query.data?.displayName} data-testid="performer-page">
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.data && <Profile performer={query.data} />}
    </Page>
  );
}

function Profile({ performer }: { readonly performer: Performer }) {
  const intl = useIntl();
  const user = useUser();
  const [calling, setCalling] = useState<CallKind | null>(null);
  const canBuy = isViewer(user) && user?.id !== performer.id;
  return (
    <div className={styles.columns}>
      <Card className={styles.portrait}>
        <div className={styles.picture}>
          <Avatar id={performer.id} name={performer.displayName} size="fill" />
        </div>
        <div className={styles.facts}>
          <div className={styles.status}>
            <Presence
              presence={performer.presence}
              label={intl.formatMessage({ id: `presence.${performer.presence}` })}
            />
            <Stars rating={performer.rating} count={performer.ratingCount} />
          </div>
          <LastSeen performer={performer} />
          <p className={styles.bio}>{performer.bio || <FormattedMessage id="performer.noBio" />}</p>
        </div>
      </Card>
      <CallChoices performer={performer} canCall={canBuy} onChoose={setCalling} />
      <div className={styles.more}>
        <Shows performerId={performer.id} />
        {canBuy && <GiftCard performer={performer} />}
        {canBuy && <BookCard performer={performer} />}
        <CrowdGoals performerId={performer.id} canPledge={canBuy} />
        <FanCard performerId={performer.id} canJoin={canBuy} />
      </div>
      {calling && (
        <PreCallSheet performer={performer} kind={calling} onClose={() => setCalling(null)} />
      )}
    </div>
  );
}

function LastSeen({ performer }: { readonly performer: Performer }) {
  const [now] = useState(Date.now);
  if (performer.presence !== 'OFFLINE' || !performer.lastSeenAt) {
    return null;
  }
  const seconds = Math.round((Date.parse(performer.lastSeenAt) - now) / 1000);
  return (
    <p className={styles.lastSeen}>
      <FormattedMessage
        id="performer.lastSeen"
        values={{
          ago: (
            <FormattedRelativeTime value={seconds} updateIntervalInSeconds={30} numeric="auto" />
          ),
        }}
      />
    </p>
  );
}
