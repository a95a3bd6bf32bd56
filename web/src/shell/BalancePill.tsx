import { Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { isViewer, useUser } from '../app/session.ts';
import { Coins } from '../common/Coins.tsx';
import styles from './BalancePill.module.css';

/** A viewer's spendable coins; leads to the wallet. */
export function BalancePill() {
  const intl = useIntl();
  const client = useClient();
  const viewer = isViewer(useUser());
  const { data, isPending } = useQuery({ ...queries.wallet(client), enabled: viewer });
  if (!viewer) {
    return null;
  }
  return (
    <Link to="/wallet" className={styles.pill} title={intl.formatMessage({ id: 'nav.topUp' })}>
      {isPending && <Skeleton className={styles.loading} />}
      {data && <Coins money={data.available} data-testid="balance" />}
      <Plus size={16} className={styles.plus} aria-hidden />
    </Link>
  );
}
