import { Card, EmptyState, Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { CalendarX } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { isViewer, useUser } from '../app/session.ts';
import { Failed } from '../common/Failed.tsx';
import { Page } from '../common/Page.tsx';
import { BookingRow } from './BookingRow.tsx';
import styles from './Bookings.module.css';
import { TicketRow } from './TicketRow.tsx';

/** What one has booked, and what one has tickets for. */
export function BookingsPage() {
  const intl = useIntl();
  const client = useClient();
  const user = useUser();
  const bookings = useQuery(queries.bookings(client));
  const tickets = useQuery({ ...queries.tickets(client), enabled: isViewer(user) });
  const none = bookings.data?.items.length === 0 && !tickets.data?.items.length;
  return (
    <Page titleId="bookings.title" data-testid="bookings-page">
      {(bookings.isLoading || tickets.isLoading) && <Skeleton shape="block" />}
      {bookings.isError && <Failed error={bookings.error} retry={bookings.refetch} />}
      {tickets.isError && <Failed error={tickets.error} retry={tickets.refetch} />}
      {none && (
        <EmptyState
          icon={<CalendarX aria-hidden />}
          title={intl.formatMessage({ id: 'bookings.none' })}
          data-testid="bookings-empty"
        >
          <FormattedMessage
            id={isViewer(user) ? 'bookings.none.viewer' : 'bookings.none.performer'}
          />
        </EmptyState>
      )}
      {bookings.data && bookings.data.items.length > 0 && (
        <Card as="section" className={styles.card} aria-labelledby="bookings">
          <h2 id="bookings">
            <FormattedMessage id="bookings.list" />
          </h2>
          <ul role="list">
            {bookings.data.items.map((booking) => (
              <BookingRow key={booking.bookingId} booking={booking} />
            ))}
          </ul>
        </Card>
      )}
      {tickets.data && tickets.data.items.length > 0 && (
        <Card as="section" className={styles.card} aria-labelledby="tickets">
          <h2 id="tickets">
            <FormattedMessage id="bookings.tickets" />
          </h2>
          <ul role="list">
            {tickets.data.items.map((ticket) => (
              <TicketRow key={ticket.ticketId} ticket={ticket} />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}
