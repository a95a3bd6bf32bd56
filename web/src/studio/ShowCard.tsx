import { Card, Notice, Skeleton } from '@stagedoor/design';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { isShow, ShowList } from '../shows/ShowList.tsx';
import { type NewShow, ShowForm } from './ShowForm.tsx';
import styles from './TipBoard.module.css';

/** The performer's shows with tickets: the way onto their stage, and a new one. */
export function ShowCard({ userId }: { readonly userId: string }) {
  const intl = useIntl();
  const client = useClient();
  const queryClient = useQueryClient();
  const query = useQuery(queries.events(client, userId));
  const announce = useMutation({
    mutationFn: (show: NewShow) =>
      client.rest.post('/api/v1/performer/events', {
        body: {
          eventId: crypto.randomUUID(),
          kind: 'TICKETED',
          title: show.title,
          amount: { amountMinor: show.amountMinor, currency: 'COIN' },
          deliverMinutes: show.minutes,
          closesAt: show.closesAt,
        },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['events', userId] }),
  });
  const shows = query.data?.items.filter(isShow);
  return (
    <Card as="section" className={styles.card} aria-labelledby="my-shows">
      <h2 id="my-shows">
        <FormattedMessage id="show.list" />
      </h2>
      <p>
        <FormattedMessage id="show.lead" />
      </p>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {shows && shows.length > 0 && <ShowList shows={shows} />}
      <ShowForm
        key={shows?.length ?? 0}
        isSaving={announce.isPending}
        onSave={(show) => announce.mutate(show)}
      />
      {announce.isError && (
        <Notice tone="danger" role="alert" data-testid="show-form-error">
          {explain(intl, announce.error)}
        </Notice>
      )}
    </Card>
  );
}
