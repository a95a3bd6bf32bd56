import { Badge, Card, EmptyState, Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { useFormat } from '../i18n/format.ts';
import { rosterOf } from './memberships.ts';
import styles from './PayoutList.module.css';

/** Whom an agency represents, and its part of what each sold this month. */
export function RosterCard() {
  const intl = useIntl();
  const format = useFormat();
  const client = useClient();
  const query = useQuery(queries.roster(client));
  const parts = new Map(
    query.data?.earned.map(({ performerId, agencyPart }) => [performerId, agencyPart]),
  );
  const roster = query.data && rosterOf(query.data.memberships, parts, new Date());
  return (
    <section className={styles.section} aria-labelledby="roster" data-testid="roster">
      <h2 id="roster">
        <FormattedMessage id="roster.title" />
      </h2>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {roster?.length === 0 && (
        <Card>
          <EmptyState
            icon={<Users aria-hidden />}
            title={intl.formatMessage({ id: 'roster.empty' })}
          >
            <FormattedMessage id="roster.empty.hint" />
          </EmptyState>
        </Card>
      )}
      {roster && roster.length > 0 && (
        <Card className={styles.card}>
          <ul role="list">
            {roster.map(({ membership, standing, part }) => (
              <li key={membership.id} className={styles.row} data-testid="represented">
                <span className={styles.what}>
                  <span>{membership.performerName ?? membership.performerId}</span>
                  <span className={styles.at}>
                    <FormattedMessage
                      id="agency.terms"
                      values={{
                        percent: membership.agencyBasisPoints / 100,
                        days: membership.noticeDays,
                      }}
                    />
                  </span>
                  {membership.endsAt && (
                    <span className={styles.at}>
                      <FormattedMessage
                        id="agency.until"
                        values={{ day: format.day(membership.endsAt) }}
                      />
                    </span>
                  )}
                  {part && (
                    <span className={styles.at}>
                      <FormattedMessage id="roster.part" values={{ amount: format.amount(part) }} />
                    </span>
                  )}
                </span>
                <Badge tone={standing === 'BOUND' ? 'success' : 'neutral'}>
                  <FormattedMessage id={`agency.standing.${standing}`} />
                </Badge>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
