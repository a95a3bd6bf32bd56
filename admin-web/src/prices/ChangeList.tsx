import { FormattedMessage, useIntl } from 'react-intl';
import type { PriceList } from '../api/types.ts';
import { priceChanges } from './priceChanges.ts';
import styles from './Prices.module.css';
import { usePriceWords } from './usePriceWords.ts';

interface ChangeListProps {
  readonly before: PriceList;
  readonly after: PriceList;
}

/** What is other in one list than in another. */
export function ChangeList({ before, after }: ChangeListProps) {
  const { formatMessage } = useIntl();
  const words = usePriceWords(after.currency);
  const changes = priceChanges(before, after);
  if (changes.length === 0) {
    return <FormattedMessage id="prices.changes.none" />;
  }
  const value = (path: string, text: string | null) =>
    text === null || text === '' ? '–' : words.value(path, text);
  return (
    <ul className={styles.changes} data-testid="price-changes">
      {changes.map(({ path, before: old, after: fresh }) => (
        <li key={path}>
          {formatMessage(
            { id: 'prices.change' },
            { path: words.place(path), before: value(path, old), after: value(path, fresh) },
          )}
        </li>
      ))}
    </ul>
  );
}
