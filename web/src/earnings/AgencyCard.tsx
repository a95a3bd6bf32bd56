import { Badge, Button, Card, Notice } from '@stagedoor/design';
import type { components } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import { standingOf } from './memberships.ts';
import styles from './PayoutCard.module.css';

type Membership = components['schemas']['Membership'];

/** Agencies that want to represent a performer or do: what they get, and the performer's word about it. */
export function AgencyCard() {
  const intl = useIntl();
  const format = useFormat();
  const client = useClient();
  const cache = useQueryClient();
  const query = useQuery(queries.myAgencies(client));
  const say = useMutation({
    mutationFn: ({ id, word }: { id: string; word: 'ACCEPT' | 'DECLINE' | 'NOTICE' }) =>
      word === 'NOTICE'
        ? client.rest.post('/api/v1/performer/agencies/{membershipId}/notice', {
            path: { membershipId: id },
          })
        : client.rest.post('/api/v1/performer/agencies/{membershipId}/answer', {
            path: { membershipId: id },
            body: { accepts: word === 'ACCEPT' },
          }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['agencies'] }),
  });
  if (query.isError) {
    return <Failed error={query.error} retry={query.refetch} />;
  }
  const shown = (query.data?.memberships ?? []).filter(
    (membership) => standingOf(membership, new Date()) !== 'OVER',
  );
  const earned = query.data?.earned ?? [];
  if (shown.length === 0 && earned.length === 0) {
    return null;
  }
  return (
    <Card as="section" className={styles.card} aria-labelledby="agencies" data-testid="agencies">
      <h2 id="agencies">
        <FormattedMessage id="agency.title" />
      </h2>
      {shown.map((membership) => (
        <Place
          key={membership.id}
          membership={membership}
          isPending={say.isPending}
          onSay={(word) => say.mutate({ id: membership.id, word })}
        />
      ))}
      {earned.map(({ agencyId, agencyName, agencyPart }) => (
        <p key={agencyId} data-testid="agency-part">
          <FormattedMessage
            id="agency.part"
            values={{ amount: format.amount(agencyPart), name: agencyName ?? agencyId }}
          />
        </p>
      ))}
      {say.isError && (
        <Notice tone="danger" role="alert" data-testid="agency-error">
          {explain(intl, say.error)}
        </Notice>
      )}
    </Card>
  );
}

interface PlaceProps {
  readonly membership: Membership;
  readonly isPending: boolean;
  readonly onSay: (word: 'ACCEPT' | 'DECLINE' | 'NOTICE') => void;
}

function Place({ membership, isPending, onSay }: PlaceProps) {
  const format = useFormat();
  const [leaving, setLeaving] = useState(false);
  const { agencyId, agencyName, agencyBasisPoints, noticeDays, earliestAt, beginsAt, endsAt } =
    membership;
  const standing = standingOf(membership, new Date());
  return (
    <div className={styles.form} data-testid="agency" data-standing={standing}>
      <p>
        {agencyName ?? agencyId}{' '}
        <Badge tone={standing === 'OFFERED' ? 'accent' : 'neutral'}>
          <FormattedMessage id={`agency.standing.${standing}`} />
        </Badge>
      </p>
      <p className={styles.note}>
        <FormattedMessage
          id="agency.terms"
          values={{ percent: agencyBasisPoints / 100, days: noticeDays }}
        />
      </p>
      <p className={styles.note}>
        {endsAt ? (
          <FormattedMessage id="agency.until" values={{ day: format.day(endsAt) }} />
        ) : (
          <FormattedMessage
            id={beginsAt ? 'agency.since' : 'agency.from'}
            values={{ day: format.day(beginsAt ?? earliestAt) }}
          />
        )}
      </p>
      {standing === 'OFFERED' && (
        <div className={styles.choices}>
          <Button
            variant="primary"
            isDisabled={isPending}
            onPress={() => onSay('ACCEPT')}
            data-testid="agency-accept"
          >
            <FormattedMessage id="agency.accept" />
          </Button>
          <Button
            isDisabled={isPending}
            onPress={() => onSay('DECLINE')}
            data-testid="agency-decline"
          >
            <FormattedMessage id="agency.decline" />
          </Button>
        </div>
      )}
      {standing === 'BOUND' && !endsAt && (
        <Button
          isDisabled={isPending}
          onPress={() => (leaving ? onSay('NOTICE') : setLeaving(true))}
          data-testid="agency-leave"
        >
          <FormattedMessage
            id={leaving ? 'agency.leaveSure' : 'agency.leave'}
            values={{ days: noticeDays }}
          />
        </Button>
      )}
    </div>
  );
}
