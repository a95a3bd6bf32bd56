import { Badge, Button, buttonClass, Notice } from '@stagedoor/design';
import type { Ticket } from '@stagedoor/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useClient } from '../app/client.ts';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './Bookings.module.css';

/** One ticket or pledge, where its coins are, and how to give a ticket back. */
export function TicketRow({ ticket }: { readonly ticket: Ticket }) {
  const intl = useIntl();
  const format = useFormat();
  const client = useClient();
  const queryClient = useQueryClient();
  const giveBack = useMutation({
    mutationFn: () =>
      client.rest.post('/api/v1/tickets/{ticketId}/give-back', {
        path: { ticketId: ticket.ticketId },
      }),
    onSettled: () =>
      Promise.all(
        [['tickets'], ['wallet'], ['movements']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const pledge = ticket.event.kind === 'CROWD_GOAL';
  return (
    <li className={styles.row} data-testid="ticket" data-state={ticket.state}>
      <span className={styles.what}>
        <span>{ticket.event.title}</span>
        <span className={styles.note}>
          {ticket.performerName}
          {ticket.state === 'HELD' && (
            <>
              {' · '}
              <FormattedMessage
                id={pledge ? 'ticket.goalBy' : 'ticket.showBy'}
                values={{ when: format.dateTime(ticket.event.closesAt) }}
              />
            </>
          )}
        </span>
      </span>
      <Badge>
        <FormattedMessage id={`ticket.${ticket.state}`} />
      </Badge>
      <Coins money={ticket.amount} />
      {ticket.state !== 'CANCELLED' && !pledge && (
        <Link
          to={`/shows/${ticket.event.eventId}`}
          className={buttonClass({ size: 'sm', variant: 'primary' })}
          data-testid="ticket-enter"
        >
          <FormattedMessage id="show.enter" />
        </Link>
      )}
      {ticket.state === 'HELD' && !pledge && ticket.event.deliveredMs === 0 && (
        <Button
          size="sm"
          isPending={giveBack.isPending}
          onPress={() => giveBack.mutate()}
          data-testid="ticket-give-back"
        >
          <FormattedMessage id="ticket.giveBack" />
        </Button>
      )}
      {giveBack.isError && (
        <Notice tone="danger" role="alert">
          {explain(intl, giveBack.error)}
        </Notice>
      )}
    </li>
  );
}
