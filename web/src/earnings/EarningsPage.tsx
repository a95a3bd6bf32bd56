import { Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { isAgency, isEarner, useUser } from '../app/session.ts';
import { Failed } from '../common/Failed.tsx';
import { Page } from '../common/Page.tsx';
import { AccountCard } from './AccountCard.tsx';
import { AgencyCard } from './AgencyCard.tsx';
import styles from './EarningsPage.module.css';
import { MoneyPath } from './MoneyPath.tsx';
import { PapersCard } from './PapersCard.tsx';
import { PayoutCard } from './PayoutCard.tsx';
import { PayoutList } from './PayoutList.tsx';
import { Periods } from './Periods.tsx';
import { ReceivedTips } from './ReceivedTips.tsx';
import { ReferralCard } from './ReferralCard.tsx';
import { RosterCard } from './RosterCard.tsx';
import { WeekChart } from './WeekChart.tsx';

/** A performer's or an agency's money: where it is, when more of it comes, and how to get it. */
export function EarningsPage() {
  const user = useUser();
  const client = useClient();
  const query = useQuery(queries.earningsSummary(client));
  if (!user || !isEarner(user)) {
    return <Navigate to="/" replace />;
  }
  return (
    <Page titleId="money.title" data-testid="earnings-page">
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.data && (
        <div className={styles.columns}>
          <div className={styles.column}>
            <MoneyPath summary={query.data} />
            <Periods summary={query.data} />
            <WeekChart days={query.data.days} />
            {isAgency(user) && <RosterCard />}
            {!isAgency(user) && <ReceivedTips />}
            <PayoutList />
          </div>
          <div className={styles.column}>
            <PayoutCard summary={query.data} />
            <AccountCard standing={query.data.standing} />
            {!isAgency(user) && <AgencyCard />}
            {!isAgency(user) && <ReferralCard />}
            <PapersCard />
          </div>
        </div>
      )}
    </Page>
  );
}
