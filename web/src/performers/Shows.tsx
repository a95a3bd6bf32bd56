import { Card } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { isShow, ShowList } from '../shows/ShowList.tsx';
import styles from './FanCard.module.css';

/** The shows of a performer that tickets are sold for; nothing where there are none. The goals beside say what failed. */
export function Shows({ performerId }: { readonly performerId: string }) {
  const query = useQuery(queries.events(useClient(), performerId));
  const shows = (query.data?.items ?? []).filter(isShow);
  return (
    shows.length > 0 && (
      <Card as="section" className={styles.card} aria-labelledby="shows">
        <h2 id="shows">
          <FormattedMessage id="show.list" />
        </h2>
        <ShowList shows={shows} />
      </Card>
    )
  );
}
