import { buttonClass } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Page } from '../common/Page.tsx';
import { AskedReceipt } from './AskedReceipt.tsx';
import { AutoTopUp } from './AutoTopUp.tsx';
import { BalanceCard } from './BalanceCard.tsx';
import { ExpiringCoins } from './ExpiringCoins.tsx';
import { KeepMethod } from './KeepMethod.tsx';
import { MovementList } from './MovementList.tsx';
import { OrderStatus } from './OrderStatus.tsx';
import { PackageGrid } from './PackageGrid.tsx';
import { RedeemCode } from './RedeemCode.tsx';
import { SpendLimits } from './SpendLimits.tsx';
import { useTopUp } from './useTopUp.ts';
import styles from './WalletPage.module.css';

export function WalletPage() {
  const intl = useIntl();
  const topUp = useTopUp();
  return (
    <Page titleId="wallet.title" data-testid="wallet-page">
      <div className={styles.columns}>
        <div className={styles.column}>
          <BalanceCard />
          <ExpiringCoins />
          <nav className={styles.links} aria-label={intl.formatMessage({ id: 'wallet.more' })}>
            <Link to="/plans" className={buttonClass({})}>
              <FormattedMessage id="plans.title" />
            </Link>
            <Link to="/bookings" className={buttonClass({})}>
              <FormattedMessage id="bookings.title" />
            </Link>
          </nav>
          <section className={styles.section} aria-labelledby="packages">
            <h2 id="packages">
              <FormattedMessage id="wallet.packages" />
            </h2>
            <OrderStatus topUp={topUp} />
            <PackageGrid topUp={topUp} />
            <KeepMethod topUp={topUp} />
            <p className={styles.note}>
              <FormattedMessage id="wallet.note" />
            </p>
          </section>
          <AutoTopUp />
          <RedeemCode />
          <SpendLimits />
        </div>
        <MovementList />
      </div>
      <AskedReceipt />
    </Page>
  );
}
