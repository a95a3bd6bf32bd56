import { Button, Notice } from '@stagedoor/design';
import { useDeferredValue, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { PriceList, PriceVersion } from '../api/types.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import { Timestamp } from '../parts/Timestamp.tsx';
import { ChangeList } from './ChangeList.tsx';
import { ListEditor } from './ListEditor.tsx';
import { NetBars } from './NetBars.tsx';
import { priceChanges } from './priceChanges.ts';
import styles from './Prices.module.css';
import { usePreview } from './priceQueries.ts';
import { ProposalForm } from './ProposalForm.tsx';
import { usePriceWords } from './usePriceWords.ts';

interface DraftPageProps {
  /** What is in force. */
  readonly before: PriceList;
  /** What the draft begins as: the list in force, or an older one to go back to. */
  readonly start: PriceList;
  readonly baseVersion: number;
  /** The next to come in force, if there is one. */
  readonly planned: PriceVersion | undefined;
  readonly onClose: () => void;
}

/** A place such as `/packages/1/id` as a path whose row is counted from one, as the editor shows it. */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))
    .join('.');
}

/** A draft with everything it would change and earn, and the way to propose it. */
export function DraftPage({ before, start, baseVersion, planned, onClose }: DraftPageProps) {
  const { formatMessage } = useIntl();
  const [prices, setPrices] = useState(start);
  const preview = usePreview(useDeferredValue(prices));
  const words = usePriceWords(prices.currency);
  const isUnchanged = priceChanges(before, prices).length === 0;
  return (
    <>
      <Notice
        tone="info"
        action={
          <Button size="sm" onPress={onClose} autoFocus data-testid="draft-discard">
            <FormattedMessage id="prices.draft.discard" />
          </Button>
        }
      >
        <FormattedMessage id="prices.draft.about" />
      </Notice>
      {planned && (
        <Notice tone="warning" data-testid="planned-prices">
          <FormattedMessage
            id="prices.draft.planned"
            values={{ version: planned.version, at: <Timestamp at={planned.validFrom} /> }}
          />
        </Notice>
      )}
      <ListEditor prices={prices} onChange={setPrices} />
      <Section title={formatMessage({ id: 'prices.changes' })}>
        <ChangeList before={before} after={prices} />
        {isUnchanged && planned && (
          <p data-testid="call-off">
            <FormattedMessage id="prices.changes.callOff" values={{ version: planned.version }} />
          </p>
        )}
      </Section>
      <Section title={formatMessage({ id: 'prices.net' })}>
        <QueryView query={preview} loading={<LoadingRows />}>
          {({ faults, nets }) =>
            faults.length > 0 ? (
              <Notice tone="danger" role="status" data-testid="price-faults">
                <ul className={styles.changes}>
                  {faults.map(({ pointer, detail }) => (
                    <li key={pointer + detail}>
                      {formatMessage(
                        { id: 'prices.fault' },
                        { place: words.place(pathOf(pointer)), detail },
                      )}
                    </li>
                  ))}
                </ul>
              </Notice>
            ) : (
              <>
                <NetBars nets={nets} currency={prices.currency} />
                <ProposalForm
                  prices={prices}
                  baseVersion={baseVersion}
                  losesMoney={nets.some(({ enough }) => !enough)}
                  isUnchanged={isUnchanged && !planned}
                />
              </>
            )
          }
        </QueryView>
      </Section>
    </>
  );
}
