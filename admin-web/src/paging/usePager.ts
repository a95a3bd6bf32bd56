import { useLocation, useSearchParams } from 'react-router';

/** What the history entry of a page remembers: the cursors of the pages before it, the first page's being empty. */
interface Trail {
  readonly trail?: readonly string[];
}

/** Where a keyset-paged list stands and how to move in it. */
export interface Pager {
  /** Cursor of the page to show; undefined on the first. */
  readonly cursor: string | undefined;
  readonly isFirst: boolean;
  readonly toFirst: () => void;
  /** One page back; null if the way back is unknown because the page was opened by its address. */
  readonly toPrevious: (() => void) | null;
  readonly toNext: (nextCursor: string) => void;
}

/**
 * Keyset paging with the cursor in the address, so that a page can be reloaded and sent to a colleague. A keyset only
 * leads forward; the way back is the trail kept in the browser's history entry.
 */
export function usePager(): Pager {
  const [params, setParams] = useSearchParams();
  const trail = (useLocation().state as Trail | null)?.trail ?? [];
  const cursor = params.get('cursor') ?? '';

  const show = (next: string, nextTrail: readonly string[]) => {
    setParams(
      (current) => {
        const changed = new URLSearchParams(current);
        if (next === '') changed.delete('cursor');
        else changed.set('cursor', next);
        return changed;
      },
      { state: { trail: nextTrail } satisfies Trail },
    );
  };

  const previous = trail.at(-1);
  return {
    cursor: cursor === '' ? undefined : cursor,
    isFirst: cursor === '',
    toFirst: () => show('', []),
    toPrevious: previous === undefined ? null : () => show(previous, trail.slice(0, -1)),
    toNext: (nextCursor) => show(nextCursor, [...trail, cursor]),
  };
}
