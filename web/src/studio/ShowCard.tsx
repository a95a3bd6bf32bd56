import { Button, Card, Notice, Skeleton, TextField } from '@stagedoor/design';
import { coins } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { CoinIcon } from '../common/CoinIcon.tsx';
import { Failed } from '../common/Failed.tsx';
import { explain } from '../common/problems.ts';
import { isShow, ShowList } from '../shows/ShowList.tsx';
import { parseCoins } from './parseCoins.ts';
import styles from './TipBoard.module.css';

interface NewShow {
  readonly title: string;
  readonly amountMinor: number;
  readonly minutes: number;
  readonly closesAt: string;
}

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

interface ShowFormProps {
  readonly isSaving: boolean;
  readonly onSave: (show: NewShow) => void;
}

function ShowForm({ isSaving, onSave }: ShowFormProps) {
  const intl = useIntl();
  const [title, setTitle] = useState('');
  const [price, setPrice] = useState('');
  const [minutes, setMinutes] = useState('20');
  const [until, setUntil] = useState('');
  const amount = parseCoins(price);
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null && title.trim() !== '') {
          onSave({
            title: title.trim(),
            amountMinor: coins(amount).amountMinor,
            minutes: Number(minutes),
            closesAt: new Date(until).toISOString(),
          });
        }
      }}
    >
      <TextField
        label={intl.formatMessage({ id: 'show.name' })}
        isRequired
        maxLength={80}
        value={title}
        onChange={setTitle}
        data-testid="show-title"
      />
      <TextField
        label={intl.formatMessage({ id: 'show.price' })}
        inputMode="decimal"
        isRequired
        value={price}
        onChange={setPrice}
        errorMessage={
          price !== '' && amount === null ? intl.formatMessage({ id: 'rates.invalid' }) : undefined
        }
        suffix={<CoinIcon />}
        data-testid="show-price"
      />
      <TextField
        type="number"
        min="1"
        max="600"
        label={intl.formatMessage({ id: 'show.minutes' })}
        isRequired
        value={minutes}
        onChange={setMinutes}
        data-testid="show-minutes"
      />
      <TextField
        type="datetime-local"
        label={intl.formatMessage({ id: 'show.until' })}
        isRequired
        value={until}
        onChange={setUntil}
        data-testid="show-until"
      />
      <Button type="submit" isPending={isSaving} data-testid="show-save">
        <FormattedMessage id="show.announce" />
      </Button>
    </Form>
  );
}
