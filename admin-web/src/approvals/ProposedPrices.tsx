import { Notice } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import type { Approval, PriceList } from '../api/types.ts';
import { Timestamp } from '../parts/Timestamp.tsx';
import { ChangeList } from '../prices/ChangeList.tsx';
import { usePriceVersions } from '../prices/priceQueries.ts';

/** The list that a proposal would publish; undefined if it is about something else. */
export function pricesOf({ kind, change }: Approval): PriceList | undefined {
  return kind === 'PRICE_LIST' ? (change as { readonly prices?: PriceList }).prices : undefined;
}

/** What a proposed list would change of the one in force: nobody finds a price among all of them. */
export function ProposedPrices({ prices }: { readonly prices: PriceList }) {
  const versions = usePriceVersions().data?.items;
  const inForce = versions?.find(({ state }) => state === 'IN_FORCE');
  const planned = versions?.findLast(({ state }) => state === 'UPCOMING');
  if (!inForce) {
    return null;
  }
  return (
    <section>
      <h3>
        <FormattedMessage id="prices.changes" />
      </h3>
      {planned && (
        <Notice tone="warning" data-testid="planned-prices">
          <FormattedMessage
            id="approval.prices.planned"
            values={{ version: planned.version, at: <Timestamp at={planned.validFrom} /> }}
          />
        </Notice>
      )}
      <ChangeList before={inForce.prices} after={prices} />
    </section>
  );
}
