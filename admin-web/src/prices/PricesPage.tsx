import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { PriceVersion } from '../api/types.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import { DraftPage } from './DraftPage.tsx';
import { History } from './History.tsx';
import { ListView } from './ListView.tsx';
import { NetBars } from './NetBars.tsx';
import { usePriceVersions } from './priceQueries.ts';

/** Prices: what is in force, what it earns, how it came to be, and the way to change it. */
export function PricesPage() {
  const { formatMessage } = useIntl();
  const query = usePriceVersions();
  const [taken, setTaken] = useState<PriceVersion | null>(null);
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'prices.title' })}>
        <FormattedMessage id="prices.about" />
      </PageHeader>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items }) => {
          const inForce = items.find(({ state }) => state === 'IN_FORCE');
          if (inForce === undefined) return null;
          if (taken !== null) {
            return (
              <DraftPage
                before={inForce.prices}
                start={taken.prices}
                planned={items.findLast(({ state }) => state === 'UPCOMING')}
                baseVersion={Math.max(...items.map(({ version }) => version))}
                onClose={() => setTaken(null)}
              />
            );
          }
          return (
            <>
              <Section title={formatMessage({ id: 'prices.history' })}>
                <History versions={items} onTake={setTaken} />
              </Section>
              <Section title={formatMessage({ id: 'prices.net' })}>
                <NetBars nets={inForce.nets} currency={inForce.prices.currency} />
              </Section>
              <ListView prices={inForce.prices} />
            </>
          );
        }}
      </QueryView>
    </div>
  );
}
