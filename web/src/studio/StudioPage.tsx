import { Navigate } from 'react-router';
import { isPerformer, useUser } from '../app/session.ts';
import { Page } from '../common/Page.tsx';
import { EarningsCards } from './EarningsCards.tsx';
import { OnlineCard } from './OnlineCard.tsx';
import { RatesCard } from './RatesCard.tsx';
import { RecentCalls } from './RecentCalls.tsx';
import styles from './StudioPage.module.css';

/** The performer's own page: on air or not, what was earned, what a minute costs. */
export function StudioPage() {
  const user = useUser();
  if (!user || !isPerformer(user)) {
    return <Navigate to="/" replace />;
  }
  return (
    <Page titleId="studio.title" data-testid="studio-page">
      <div className={styles.columns}>
        <div className={styles.column}>
          <OnlineCard userId={user.id} />
          <EarningsCards />
          <RecentCalls />
        </div>
        <RatesCard userId={user.id} />
      </div>
    </Page>
  );
}
