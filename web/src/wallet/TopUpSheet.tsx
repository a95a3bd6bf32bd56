import { Sheet } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { KeepMethod } from './KeepMethod.tsx';
import { OrderStatus } from './OrderStatus.tsx';
import { PackageGrid } from './PackageGrid.tsx';
import styles from './TopUpSheet.module.css';
import { useTopUp } from './useTopUp.ts';

/** More coins without leaving what one is doing: the payment page opens in a tab of its own. */
export function TopUpSheet({ onClose }: { readonly onClose: () => void }) {
  const intl = useIntl();
  const client = useClient();
  const wallet = useQuery(queries.wallet(client));
  const topUp = useTopUp();
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={intl.formatMessage({ id: 'topUp.title' })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="top-up-sheet"
    >
      {wallet.data && (
        <p className={styles.balance}>
          <FormattedMessage
            id="topUp.balance"
            values={{ amount: <Coins money={wallet.data.available} /> }}
          />
        </p>
      )}
      <PackageGrid topUp={topUp} quick />
      <KeepMethod topUp={topUp} />
      <OrderStatus topUp={topUp} />
      <p className={styles.note}>
        <FormattedMessage id="topUp.note" />
      </p>
    </Sheet>
  );
}
