import { buttonClass } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import { Link, Navigate } from 'react-router';
import { isPerformer, useUser } from '../app/session.ts';
import { Page } from '../common/Page.tsx';
import { CrowdGoalCard } from './CrowdGoalCard.tsx';
import { EarningsCards } from './EarningsCards.tsx';
import { OnlineCard } from './OnlineCard.tsx';
import { RatesCard } from './RatesCard.tsx';
import { RecentCalls } from './RecentCalls.tsx';
import { ShowCard } from './ShowCard.tsx';
import styles from './StudioPage.module.css';
import { TipBoardCard } from './TipBoardCard.tsx';

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
          <div>
            <Link to="/bookings" className={buttonClass({})}>
              <FormattedMessage id="bookings.list" />
            </Link>
          </div>
          <RecentCalls />
          <ShowCard userId={user.id} />
          <CrowdGoalCard userId={user.id} />
        </div>
        <div className={styles.column}>
          <RatesCard userId={user.id} />
          <TipBoardCard userId={user.id} />
        </div>
      </div>
    </Page>
  );
}
