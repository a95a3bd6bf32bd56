import { Card, Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormattedMessage, FormattedNumber } from 'react-intl';
import { Link } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './EarningsCards.module.css';

/** What was earned so far, in the payout currency. */
export function EarningsCards() {
  const client = useClient();
  const format = useFormat();
  const query = useQuery(queries.earnings(client));
  if (query.isError) {
    return <Failed error={query.error} retry={query.refetch} />;
  }
  const earnings = query.data;
  const figure = (value: ReactNode) => (earnings ? value : <Skeleton className={styles.loading} />);
  return (
    <section aria-labelledby="earnings" className={styles.section} aria-busy={!earnings}>
      <h2 id="earnings">
        <FormattedMessage id="earnings.title" />
      </h2>
      <dl className={styles.grid}>
        <Figure name="earnings.today" testId="earnings-today">
          {figure(earnings && format.amount(earnings.today))}
        </Figure>
        <Figure name="earnings.calls" testId="earnings-calls">
          {figure(earnings && <FormattedNumber value={earnings.callsToday} />)}
        </Figure>
        <Figure name="earnings.time" testId="earnings-time">
          {figure(earnings && format.duration(earnings.deliveredMsToday))}
        </Figure>
        <Figure name="earnings.pending" testId="earnings-pending">
          {figure(earnings && format.amount(earnings.pending))}
        </Figure>
        <Figure name="earnings.available" testId="earnings-available">
          {figure(earnings && format.amount(earnings.available))}
        </Figure>
        <Figure name="earnings.total" testId="earnings-total">
          {figure(earnings && format.amount(earnings.total))}
        </Figure>
      </dl>
      <Link to="/earnings" data-testid="earnings-more">
        <FormattedMessage id="earnings.more" />
      </Link>
    </section>
  );
}

interface FigureProps {
  readonly name: MessageId;
  readonly testId: string;
  readonly children: ReactNode;
}

function Figure({ name, testId, children }: FigureProps) {
  return (
    <Card className={styles.figure}>
      <dt className={styles.label}>
        <FormattedMessage id={name} />
      </dt>
      <dd className={styles.value} data-testid={testId}>
        {children}
      </dd>
    </Card>
  );
}
