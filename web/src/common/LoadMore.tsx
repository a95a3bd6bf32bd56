import { Button } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import styles from './LoadMore.module.css';

interface LoadMoreProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** A button below a list that has more pages. */
export function LoadMore({ query }: LoadMoreProps) {
  if (!query.hasNextPage) {
    return null;
  }
  return (
    <div className={styles.more}>
      <Button
        isPending={query.isFetchingNextPage}
        onPress={() => void query.fetchNextPage()}
        data-testid="load-more"
      >
        <FormattedMessage id="list.more" />
      </Button>
    </div>
  );
}
