import { Button } from '@stagedoor/design';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Pager as PagerState } from '../paging/usePager.ts';
import styles from './Pager.module.css';

interface PagerProps {
  readonly pager: PagerState;
  readonly nextCursor: string | undefined;
  /** Rows on this page. */
  readonly count: number;
}

/** Moves between keyset pages; draws nothing when one page holds everything. */
export function Pager({ pager, nextCursor, count }: PagerProps) {
  const { formatMessage } = useIntl();
  if (pager.isFirst && nextCursor === undefined) return null;
  return (
    <nav className={styles.pager} aria-label={formatMessage({ id: 'pager.label' })}>
      {pager.toPrevious === null && !pager.isFirst ? (
        <Button size="sm" onPress={pager.toFirst} data-testid="pager-first">
          <FormattedMessage id="pager.first" />
        </Button>
      ) : (
        <Button
          size="sm"
          icon={<ArrowLeft size={16} aria-hidden />}
          isDisabled={pager.toPrevious === null}
          onPress={() => pager.toPrevious?.()}
          data-testid="pager-previous"
        >
          <FormattedMessage id="pager.previous" />
        </Button>
      )}
      <span className={styles.count}>
        <FormattedMessage id="pager.count" values={{ count }} />
      </span>
      <Button
        size="sm"
        isDisabled={nextCursor === undefined}
        onPress={() => nextCursor !== undefined && pager.toNext(nextCursor)}
        data-testid="pager-next"
      >
        <FormattedMessage id="pager.next" />
        <ArrowRight size={16} aria-hidden />
      </Button>
    </nav>
  );
}
