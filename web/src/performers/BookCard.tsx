import { Button, Card, Notice, Segmented, TextField } from '@stagedoor/design';
import type { CallKind, components, Performer } from '@stagedoor/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useClient } from '../app/client.ts';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import styles from './FanCard.module.css';

const KINDS: readonly CallKind[] = ['VIDEO', 'AUDIO'];
const MINUTES = ['10', '20', '30', '60'] as const;

/** Asking for a call; what it holds is shown at once. */
function useBook() {
  const client = useClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: components['schemas']['BookingRequest']) =>
      client.rest.post('/api/v1/bookings', { body }),
    onSuccess: () =>
      Promise.all(
        [['bookings'], ['wallet'], ['movements']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** A call agreed for later: when, how long, and what is held for it. */
export function BookCard({ performer }: { readonly performer: Performer }) {
  const intl = useIntl();
  const [kind, setKind] = useState<CallKind>('VIDEO');
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>('20');
  const [when, setWhen] = useState('');
  const rate = kind === 'VIDEO' ? performer.videoRate : performer.audioRate;
  const book = useBook();
  return (
    <Card as="section" className={styles.card} aria-labelledby="book">
      <Form
        className={styles.part ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          book.mutate({
            bookingId: crypto.randomUUID(),
            performerId: performer.id,
            kind,
            startsAt: new Date(when).toISOString(),
            lengthMinutes: Number(minutes),
          });
        }}
      >
        <h2 id="book">
          <FormattedMessage id="book.title" />
        </h2>
        <Segmented
          label={intl.formatMessage({ id: 'book.kind' })}
          options={KINDS.map((id) => ({ id, label: intl.formatMessage({ id: `kind.${id}` }) }))}
          value={kind}
          onChange={setKind}
        />
        <Segmented
          label={intl.formatMessage({ id: 'book.length' })}
          options={MINUTES.map((id) => ({
            id,
            label: intl.formatMessage({ id: 'book.minutes' }, { minutes: Number(id) }),
          }))}
          value={minutes}
          onChange={setMinutes}
        />
        <TextField
          type="datetime-local"
          label={intl.formatMessage({ id: 'book.when' })}
          isRequired
          value={when}
          onChange={setWhen}
          data-testid="book-when"
        />
        <p>
          <FormattedMessage
            id="book.price"
            values={{
              amount: (
                <Coins
                  money={{
                    amountMinor: rate.amountMinor * Number(minutes),
                    currency: rate.currency,
                  }}
                />
              ),
            }}
          />
        </p>
        <Button type="submit" isPending={book.isPending} data-testid="book">
          <FormattedMessage id="book.book" />
        </Button>
        {book.isSuccess && (
          <Notice tone="success" role="status" data-testid="booked">
            <FormattedMessage id="book.asked" />{' '}
            <Link to="/bookings">
              <FormattedMessage id="bookings.title" />
            </Link>
          </Notice>
        )}
        {book.isError && (
          <Notice tone="danger" role="alert" data-testid="book-error">
            {explain(intl, book.error)}
          </Notice>
        )}
      </Form>
    </Card>
  );
}
