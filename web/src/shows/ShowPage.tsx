import { Card, Skeleton } from '@stagedoor/design';
import type { components } from '@stagedoor/sdk';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { useUser } from '../app/session.ts';
import { Failed } from '../common/Failed.tsx';
import { Page } from '../common/Page.tsx';
import { useFormat } from '../i18n/format.ts';
import { Seat } from './Seat.tsx';
import styles from './Shows.module.css';
import { ShowStage } from './ShowStage.tsx';
import { TicketOffer } from './TicketOffer.tsx';

export type Show = components['schemas']['NamedEvent'];

const LOOK_EVERY_MS = 10_000;

/** A show: its stage for the performer, a seat for those with a ticket, a ticket for everybody else. */
export function ShowPage() {
  const { eventId = '' } = useParams();
  const query = useQuery({
    ...queries.event(useClient(), eventId),
    refetchInterval: ({ state }) => (state.data?.state === 'OPEN' ? LOOK_EVERY_MS : false),
  });
  return (
    <Page titleId="show.title" title={query.data?.title} data-testid="show-page">
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.data && <Facts show={query.data} />}
      {query.data && <Inside show={query.data} />}
    </Page>
  );
}

function Facts({ show }: { readonly show: Show }) {
  const format = useFormat();
  return (
    <p className={styles.facts} data-testid="show-facts" data-state={show.state}>
      <Link to={`/performers/${show.performerId}`}>{show.performerName}</Link>
      {' · '}
      <FormattedMessage
        id={`show.${show.state}`}
        values={{ when: format.dateTime(show.closesAt) }}
      />
    </p>
  );
}

function Inside({ show }: { readonly show: Show }) {
  const user = useUser();
  if (show.state === 'CANCELLED') {
    return (
      <Card>
        <FormattedMessage id="show.paidBack" />
      </Card>
    );
  }
  if (user?.id === show.performerId) {
    return <ShowStage show={show} />;
  }
  return show.admitted ? <Seat show={show} /> : <TicketOffer show={show} />;
}
