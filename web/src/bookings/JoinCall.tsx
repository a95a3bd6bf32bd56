import { Button, buttonClass, Notice } from '@stagedoor/design';
import type { Booking } from '@stagedoor/sdk';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useNavigate } from 'react-router';
import { useCallDesk, useDeskState } from '../call/useCallDesk.ts';
import { useNow } from '../call/useNow.ts';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './Bookings.module.css';

const LOOK_EVERY_MS = 1_000;

interface JoinCallProps {
  readonly booking: Booking;
  /** Whom the call is with. */
  readonly other: string;
}

/** The way into a booked call when its time has come, and to its receipt afterwards. */
export function JoinCall({ booking, other }: JoinCallProps) {
  const format = useFormat();
  const { session, waitingFor } = useDeskState();
  const navigate = useNavigate();
  const toCome = booking.state === 'BOOKED' || booking.state === 'REQUESTED';
  const now = useNow(LOOK_EVERY_MS, toCome);
  const { bookingId } = booking;
  const begun = session?.call.callId === bookingId && !session.ended;
  const waited = waitingFor === bookingId;
  // Whoever comes back to this page during the call wants to see this page.
  const [begunBefore] = useState(begun);
  useEffect(() => {
    if (begun && !begunBefore) {
      void navigate(`/call/${bookingId}`);
    }
  }, [begun, begunBefore, bookingId, navigate]);
  if (booking.state === 'RUNNING' || booking.state === 'DONE') {
    return (
      <Link to={`/call/${bookingId}`} className={buttonClass({ size: 'sm' })}>
        <FormattedMessage id={begun ? 'bookings.toCall' : 'bookings.receipt'} />
      </Link>
    );
  }
  if (!toCome || now >= Date.parse(booking.joinUntil)) {
    return null;
  }
  if (now < Date.parse(booking.joinFrom)) {
    return booking.state === 'BOOKED' ? (
      <span className={styles.note} data-testid="booking-opens">
        <FormattedMessage
          id="bookings.opens"
          values={{ when: format.dateTime(booking.joinFrom) }}
        />
      </span>
    ) : null;
  }
  return waited ? <Waiting other={other} /> : <Join booking={booking} />;
}

function Join({ booking }: { readonly booking: Booking }) {
  const intl = useIntl();
  const desk = useCallDesk();
  const join = useMutation({
    mutationFn: () => desk.joinBooking(booking.bookingId, booking.kind),
  });
  return (
    <>
      <Button
        size="sm"
        variant="primary"
        isPending={join.isPending}
        onPress={() => join.mutate()}
        data-testid="booking-join"
      >
        <FormattedMessage id="bookings.join" />
      </Button>
      {join.isError && (
        <Notice tone="danger" role="alert">
          {explain(intl, join.error)}
        </Notice>
      )}
    </>
  );
}

function Waiting({ other }: { readonly other: string }) {
  const desk = useCallDesk();
  return (
    <span className={styles.actions} role="status" data-testid="booking-waiting">
      <FormattedMessage id="bookings.waiting" values={{ name: other }} />
      <Button size="sm" onPress={() => void desk.leaveBooking().catch(() => undefined)}>
        <FormattedMessage id="bookings.leave" />
      </Button>
    </span>
  );
}
