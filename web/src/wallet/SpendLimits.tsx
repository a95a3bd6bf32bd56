import { Button, Notice, Segmented, Skeleton, TextField } from '@stagedoor/design';
import type { components } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import { Exclusion } from './Exclusion.tsx';
import styles from './WalletCare.module.css';

type Limit = components['schemas']['Limit'];
type Period = Limit['period'];

const PERIODS = ['DAY', 'WEEK', 'MONTH'] as const satisfies readonly Period[];
const MINOR_PER_COIN = 1000;

/** What a viewer allows themselves to spend, and the way to stop altogether. */
export function SpendLimits() {
  const client = useClient();
  const query = useQuery(queries.limits(client));
  return (
    <section className={styles.section} aria-labelledby="limits">
      <h2 id="limits">
        <FormattedMessage id="limits.title" />
      </h2>
      <p className={styles.note}>
        <FormattedMessage id="limits.about" />
      </p>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.data && (
        <>
          <ul className={styles.list} data-testid="limits">
            {query.data.items
              .filter(({ kind, amount, next }) => kind === 'SPEND' && (amount ?? next))
              .map((limit) => (
                <LimitLine key={limit.period} limit={limit} />
              ))}
          </ul>
          <LimitForm />
          <Exclusion until={query.data.excludedUntil ?? null} />
        </>
      )}
    </section>
  );
}

function LimitLine({ limit }: { readonly limit: Limit }) {
  const intl = useIntl();
  const format = useFormat();
  const none = intl.formatMessage({ id: 'limits.none' });
  return (
    <li>
      <FormattedMessage
        id={`limits.line.${limit.period}`}
        values={{
          used: format.amount(limit.used),
          amount: limit.amount ? format.amount(limit.amount) : none,
        }}
      />
      {limit.nextAt && (
        <p className={styles.note}>
          <FormattedMessage
            id="limits.next"
            values={{
              amount: limit.next ? format.amount(limit.next) : none,
              at: format.dateTime(limit.nextAt),
            }}
          />
        </p>
      )}
    </li>
  );
}

function LimitForm() {
  const intl = useIntl();
  const client = useClient();
  const cache = useQueryClient();
  const [period, setPeriod] = useState<Period>('DAY');
  const [coins, setCoins] = useState('');
  const set = useMutation({
    mutationFn: () =>
      client.rest.put('/api/v1/wallet/limits/{kind}/{period}', {
        path: { kind: 'SPEND', period },
        body:
          coins.trim() === '' ? {} : { amountMinor: Math.round(Number(coins) * MINOR_PER_COIN) },
      }),
    onSuccess: (limits) => cache.setQueryData(queries.limits(client).queryKey, limits),
  });
  const isAmount = coins.trim() === '' || (Number.isFinite(Number(coins)) && Number(coins) >= 0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Segmented
        label={intl.formatMessage({ id: 'limits.period' })}
        options={PERIODS.map((id) => ({
          id,
          label: intl.formatMessage({ id: `limits.period.${id}` }),
        }))}
        value={period}
        onChange={setPeriod}
      />
      <div className={styles.row}>
        <TextField
          label={intl.formatMessage({ id: 'limits.coins' })}
          description={intl.formatMessage({ id: 'limits.coins.about' })}
          inputMode="numeric"
          value={coins}
          onChange={setCoins}
          data-testid="limit-coins"
        />
        <Button
          type="submit"
          isPending={set.isPending}
          isDisabled={!isAmount}
          data-testid="limit-submit"
        >
          <FormattedMessage id="limits.submit" />
        </Button>
      </div>
      {set.isError && (
        <Notice tone="danger" role="alert">
          {explain(intl, set.error)}
        </Notice>
      )}
    </form>
  );
}
