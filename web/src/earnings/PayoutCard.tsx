import { Button, Card, Notice, Segmented, TextField } from '@stagedoor/design';
import type { EarningsSummary, Payout, PayoutScheduleChoice } from '@stagedoor/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import { useSecondFactor } from '../settings/SecondFactorField.tsx';
import styles from './PayoutCard.module.css';
import { parseAmount, usePayoutRequest } from './payouts.ts';

type Schedule = PayoutScheduleChoice['schedule'];
const SCHEDULES: readonly Schedule[] = ['ON_REQUEST', 'DAILY', 'WEEKLY'];

/** Nothing is sent before somebody of the house has seen it. */
const LOOKED_AT: ReadonlySet<Payout['state']> = new Set(['REQUESTED', 'HELD']);

/** Asking for money, and what stands in the way of it. */
export function PayoutCard({ summary }: { readonly summary: EarningsSummary }) {
  const intl = useIntl();
  const format = useFormat();
  const [text, setText] = useState('');
  const request = usePayoutRequest();
  const factor = useSecondFactor();
  const { available, standing, terms } = summary;
  const amount = parseAmount(text, available.currency);
  const invalid = text.trim() !== '' && amount === null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!invalid) {
      request.mutate(
        {
          body: amount ? { amount } : {},
          key: `payout-${crypto.randomUUID()}`,
          headers: factor.headers,
        },
        { onSuccess: () => setText(''), onSettled: factor.clear },
      );
    }
  };
  return (
    <Card as="section" className={styles.card} aria-labelledby="payout">
      <h2 id="payout">
        <FormattedMessage id="payout.title" />
      </h2>
      <Obstacle summary={summary} />
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={intl.formatMessage({ id: 'payout.amount' })}
          description={intl.formatMessage(
            { id: 'payout.amount.hint' },
            { available: format.amount(available), minimum: format.amount(terms.minimum) },
          )}
          inputMode="decimal"
          value={text}
          onChange={setText}
          errorMessage={invalid ? intl.formatMessage({ id: 'payout.amount.invalid' }) : undefined}
          data-testid="payout-amount"
        />
        {factor.field}
        <Button
          type="submit"
          variant="primary"
          wide
          isPending={request.isPending}
          isDisabled={standing.frozen || available.amountMinor < terms.minimum.amountMinor}
          data-testid="payout-request"
        >
          <FormattedMessage id={text.trim() === '' ? 'payout.all' : 'payout.request'} />
        </Button>
      </form>
      {request.isError && (
        <Notice tone="danger" role="alert" data-testid="payout-error">
          {explain(intl, request.error)}
        </Notice>
      )}
      {request.isSuccess && (
        <Notice tone="success" role="status" data-testid="payout-done">
          <FormattedMessage
            id={LOOKED_AT.has(request.data.state) ? 'payout.waits' : 'payout.done'}
            values={{ amount: format.amount(request.data.net) }}
          />
        </Notice>
      )}
      <ScheduleChoice schedule={standing.schedule} />
      <p className={styles.note}>
        <FormattedMessage
          id="payout.caps"
          values={{ day: format.amount(terms.dayCap), month: format.amount(terms.monthCap) }}
        />
      </p>
    </Card>
  );
}

/** What has to happen before there can be a payout; nothing if it can be asked for. */
function Obstacle({ summary }: { readonly summary: EarningsSummary }) {
  const format = useFormat();
  const { standing, available, terms } = summary;
  if (standing.frozen) {
    return (
      <Notice tone="danger" data-testid="payout-obstacle">
        <FormattedMessage id="payout.frozen" />
      </Notice>
    );
  }
  if (!standing.account) {
    return (
      <Notice tone="info" data-testid="payout-obstacle">
        <FormattedMessage id="payout.noAccount" />
      </Notice>
    );
  }
  if (!standing.verified) {
    return (
      <Notice tone={standing.rejection ? 'warning' : 'info'} data-testid="payout-obstacle">
        {standing.rejection ? (
          <FormattedMessage id="payout.rejected" values={{ reason: standing.rejection }} />
        ) : (
          <FormattedMessage id="payout.notVerified" />
        )}
      </Notice>
    );
  }
  if (available.amountMinor < terms.minimum.amountMinor) {
    return (
      <Notice tone="info" data-testid="payout-obstacle">
        <FormattedMessage
          id="payout.tooLittle"
          values={{ minimum: format.amount(terms.minimum) }}
        />
      </Notice>
    );
  }
  return null;
}

function ScheduleChoice({ schedule }: { readonly schedule: Schedule }) {
  const intl = useIntl();
  const client = useClient();
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: (chosen: Schedule) =>
      client.rest.put('/api/v1/performer/payouts/schedule', { body: { schedule: chosen } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['earnings'] }),
  });
  return (
    <>
      <Segmented<Schedule>
        label={intl.formatMessage({ id: 'payout.schedule' })}
        showLabel
        value={save.isPending ? save.variables : schedule}
        onChange={(chosen) => save.mutate(chosen)}
        options={SCHEDULES.map((id) => ({
          id,
          label: intl.formatMessage({ id: `payout.schedule.${id}` }),
          'data-testid': `schedule-${id}`,
        }))}
      />
      {save.isError && (
        <Notice tone="danger" role="alert">
          {explain(intl, save.error)}
        </Notice>
      )}
    </>
  );
}
