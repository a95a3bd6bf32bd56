import { Button, Notice, Skeleton } from '@stagedoor/design';
import type { components } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import { AttemptList } from './AttemptList.tsx';
import { AutoTopUpChoice } from './AutoTopUpChoice.tsx';
import type { TopUpRequest } from './autoTopUpRequest.ts';
import styles from './WalletCare.module.css';

type TopUp = components['schemas']['AutoTopUp'];

/** Coins that buy themselves when the wallet runs low: on only by the viewer's own word, up to a cap. */
export function AutoTopUp() {
  const intl = useIntl();
  const client = useClient();
  const queryClient = useQueryClient();
  const query = useQuery(queries.autoTopUp(client));
  const packages = useQuery(queries.packages(client));
  const save = useMutation({
    mutationFn: (body: TopUpRequest | null) =>
      body
        ? client.rest.put('/api/v1/wallet/auto-top-up', { body })
        : client.rest.delete('/api/v1/wallet/auto-top-up'),
    onSuccess: (topUp) => queryClient.setQueryData(queries.autoTopUp(client).queryKey, topUp),
  });
  const topUp = query.data;
  if (topUp && !topUp.offered && !topUp.agreedAt) {
    return null;
  }
  const failed = query.isError ? query : packages;
  const isChoice = topUp?.state === 'OFF' && topUp.offered;
  return (
    <section className={styles.section} aria-labelledby="auto-top-up">
      <h2 id="auto-top-up">
        <FormattedMessage id="autoTopUp.title" />
      </h2>
      <p className={styles.note}>
        <FormattedMessage id="autoTopUp.about" />
      </p>
      {(query.isPending || packages.isPending) && <Skeleton shape="block" />}
      {failed.isError && <Failed error={failed.error} retry={failed.refetch} />}
      {topUp?.offReason && topUp.offReason !== 'BUYER' && (
        <Notice tone="danger" role="alert" data-testid="auto-top-up-off">
          <FormattedMessage id={`autoTopUp.off.${topUp.offReason}`} />
        </Notice>
      )}
      {topUp?.state === 'ON' && (
        <Present topUp={topUp} isPending={save.isPending} onStop={() => save.mutate(null)} />
      )}
      {isChoice && packages.data && packages.data.items.length > 0 && (
        <AutoTopUpChoice
          packages={packages.data.items}
          isPending={save.isPending}
          onSave={(body) => save.mutate(body)}
        />
      )}
      {save.isError && (
        <Notice tone="danger" role="alert" data-testid="auto-top-up-error">
          {explain(intl, save.error)}
        </Notice>
      )}
      <AttemptList attempts={topUp?.attempts ?? []} />
    </section>
  );
}

interface PresentProps {
  readonly topUp: TopUp;
  readonly isPending: boolean;
  readonly onStop: () => void;
}

function Present({ topUp, isPending, onStop }: PresentProps) {
  const format = useFormat();
  const { threshold, cap, used, period } = topUp;
  return (
    <>
      {threshold && cap && used && period && (
        <p data-testid="auto-top-up-on">
          <FormattedMessage
            id={`autoTopUp.on.${period}`}
            values={{
              threshold: format.money(threshold),
              cap: format.money(cap),
              used: format.money(used),
            }}
          />
        </p>
      )}
      <Button isPending={isPending} onPress={onStop} data-testid="auto-top-up-stop">
        <FormattedMessage id="autoTopUp.stop" />
      </Button>
    </>
  );
}
