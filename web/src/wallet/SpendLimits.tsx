import { Button, Notice, Segmented, Skeleton, TextField } from '@stagedoor/design';
import { type components, type Currency, scaleOf } from '@stagedoor/sdk';
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
type Kind = Limit['kind'];

const PERIODS = ['DAY', 'WEEK', 'MONTH'] as const satisfies readonly Period[];
const KINDS = ['SPEND', 'BUY'] as const satisfies readonly Kind[];

/** Beyond any wallet, and still a number that is sent exactly. */
const MOST = 1_000_000_000;

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
              .filter(({ amount, next }) => amount ?? next)
              .map((limit) => (
                <LimitLine key={`${limit.kind} ${limit.period}`} limit={limit} />
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
    <li data-testid="limit" data-kind={limit.kind}>
      <FormattedMessage id={`limits.kind.${limit.kind}`} />
      {': '}
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
  const wallet = useQuery(queries.wallet(client));
  const [kind, setKind] = useState<Kind>('SPEND');
  const [period, setPeriod] = useState<Period>('DAY');
  const [most, setMost] = useState('');
  // What is paid is limited in the currency of the shop, which is that of the wallet's worth.
  const currency: Currency | undefined =
    kind === 'SPEND' ? 'COIN' : wallet.data?.totalValue.currency;
  const set = useMutation({
    mutationFn: (of: Currency) =>
      client.rest.put('/api/v1/wallet/limits/{kind}/{period}', {
        path: { kind, period },
        body:
          most.trim() === '' ? {} : { amountMinor: Math.round(Number(most) * 10 ** scaleOf(of)) },
      }),
    onSuccess: (limits) => cache.setQueryData(queries.limits(client).queryKey, limits),
  });
  const isAmount = most.trim() === '' || (Number(most) >= 0 && Number(most) <= MOST);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (currency) {
      set.mutate(currency);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Segmented
        label={intl.formatMessage({ id: 'limits.kind' })}
        options={KINDS.map((id) => ({
          id,
          label: intl.formatMessage({ id: `limits.kind.${id}` }),
          'data-testid': `limit-kind-${id}`,
        }))}
        value={kind}
        onChange={setKind}
      />
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
          label={
            kind === 'SPEND'
              ? intl.formatMessage({ id: 'limits.coins' })
              : intl.formatMessage({ id: 'limits.money' }, { currency: currency ?? '' })
          }
          description={intl.formatMessage({ id: 'limits.coins.about' })}
          inputMode="decimal"
          value={most}
          onChange={setMost}
          data-testid="limit-coins"
        />
        <Button
          type="submit"
          isPending={set.isPending}
          isDisabled={!isAmount || !currency}
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
