import { Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { PackageCard } from './PackageCard.tsx';
import styles from './PackageGrid.module.css';
import { quickBuys } from './quickBuys.ts';
import type { TopUp } from './useTopUp.ts';

interface PackageGridProps {
  readonly topUp: TopUp;
  /** Only the three for a quick purchase. */
  readonly quick?: boolean;
}

/** The packages on sale. */
export function PackageGrid({ topUp, quick = false }: PackageGridProps) {
  const client = useClient();
  const query = useQuery(queries.packages(client));
  if (query.isPending) {
    return <Skeleton shape="block" />;
  }
  if (query.isError) {
    return <Failed error={query.error} retry={query.refetch} />;
  }
  const offers = quick ? quickBuys(query.data.items) : query.data.items;
  return (
    <ul role="list" className={quick ? styles.quick : styles.grid} data-testid="packages">
      {offers.map((offer) => (
        <PackageCard
          key={offer.id}
          offer={offer}
          isBuying={topUp.buying === offer.id}
          isDisabled={topUp.buying !== null && topUp.buying !== offer.id}
          onBuy={() => topUp.buy(offer.id)}
        />
      ))}
    </ul>
  );
}
