import { Badge, Button, Notice } from '@stagedoor/design';
import type { Booking } from '@stagedoor/sdk';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useUser } from '../app/session.ts';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import { BookingSheet } from './BookingSheet.tsx';
import styles from './Bookings.module.css';
import { JoinCall } from './JoinCall.tsx';
import { useBooking } from './useBooking.ts';

/** One booking: with whom, when, for how much, how it stands, and what can be done about it. */
export function BookingRow({ booking }: { readonly booking: Booking }) {
  const intl = useIntl();
  const format = useFormat();
  const [cancelling, setCancelling] = useState(false);
  const act = useBooking(booking.bookingId);
  const performs = useUser()?.id === booking.performerId;
  const other = (performs ? booking.viewerName : booking.performerName) ?? '';
  const requested = booking.state === 'REQUESTED';
  return (
    <li className={styles.row} data-testid="booking" data-state={booking.state}>
      <span className={styles.what}>
        <span>{other}</span>
        <time className={styles.note} dateTime={booking.startsAt}>
          <FormattedMessage
            id="bookings.when"
            values={{
              from: format.dateTime(booking.startsAt),
              until: intl.formatTime(booking.endsAt),
            }}
          />
        </time>
        {booking.kept.amountMinor > 0 && (
          <span className={styles.note}>
            <FormattedMessage id="bookings.kept" values={{ coins: format.money(booking.kept) }} />
          </span>
        )}
      </span>
      <Badge>
        <FormattedMessage id={`booking.${booking.state}`} />
      </Badge>
      <Coins money={booking.price} />
      {!(requested && performs) && <JoinCall booking={booking} other={other} />}
      {requested && performs && (
        <span className={styles.actions}>
          <Button
            size="sm"
            variant="primary"
            isPending={act.isPending}
            onPress={() => act.mutate('accept')}
            data-testid="booking-accept"
          >
            <FormattedMessage id="bookings.accept" />
          </Button>
          <Button
            size="sm"
            isPending={act.isPending}
            onPress={() => act.mutate('decline')}
            data-testid="booking-decline"
          >
            <FormattedMessage id="bookings.decline" />
          </Button>
        </span>
      )}
      {(booking.state === 'BOOKED' || (requested && !performs)) && (
        <Button size="sm" onPress={() => setCancelling(true)} data-testid="booking-cancel">
          <FormattedMessage id="bookings.cancel" />
        </Button>
      )}
      {act.isError && !cancelling && (
        <Notice tone="danger" role="alert">
          {explain(intl, act.error)}
        </Notice>
      )}
      {cancelling && (
        <BookingSheet
          consequence={
            performs
              ? 'bookings.allBackToViewer'
              : requested
                ? 'bookings.allBack'
                : 'bookings.byRule'
          }
          isPending={act.isPending}
          error={act.error}
          onCancel={() => act.mutate('cancel', { onSuccess: () => setCancelling(false) })}
          onClose={() => setCancelling(false)}
        />
      )}
    </li>
  );
}
