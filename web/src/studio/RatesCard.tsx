import { Card, Notice, Skeleton } from '@stagedoor/design';
import { type PerformerSettings, ProblemError } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { explain, fieldProblems } from '../common/problems.ts';
import styles from './RatesCard.module.css';
import { RatesForm } from './RatesForm.tsx';

/** What viewers see and pay. A change does not touch a call that is under way. */
export function RatesCard({ userId }: { readonly userId: string }) {
  const intl = useIntl();
  const client = useClient();
  const queryClient = useQueryClient();
  const query = useQuery(queries.performer(client, userId));
  const bounds = useQuery(queries.rateBounds(client));
  const save = useMutation({
    mutationFn: (settings: PerformerSettings) =>
      client.rest.put('/api/v1/me/performer', { body: settings }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['performer', userId] }),
  });
  const fresh = query.error instanceof ProblemError && query.error.status === 404;
  return (
    <Card as="section" className={styles.card} aria-labelledby="rates">
      <h2 id="rates">
        <FormattedMessage id="rates.title" />
      </h2>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && !fresh && <Failed error={query.error} retry={query.refetch} />}
      {(query.data ?? fresh) && (
        <RatesForm
          key={query.data ? 'known' : 'fresh'}
          performer={query.data}
          bounds={bounds.data}
          isSaving={save.isPending}
          problems={fieldProblems(save.error)}
          onSave={(settings) => save.mutate(settings)}
        />
      )}
      {save.isError && (
        <Notice tone="danger" role="alert" data-testid="rates-error">
          {explain(intl, save.error)}
        </Notice>
      )}
      {save.isSuccess && (
        <Notice tone="success" role="status" data-testid="rates-saved">
          <FormattedMessage id="rates.saved" />
        </Notice>
      )}
    </Card>
  );
}
