import { Button, Notice, Sheet } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { explain } from '../common/problems.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './Bookings.module.css';

interface BookingSheetProps {
  /** What becomes of the coins. */
  readonly consequence: MessageId;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

/** Asks once more before a booking is called off, which can cost coins. */
export function BookingSheet(props: BookingSheetProps) {
  const { consequence, isPending, error, onCancel, onClose } = props;
  const intl = useIntl();
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={intl.formatMessage({ id: 'bookings.cancelTitle' })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="booking-sheet"
    >
      <p className={styles.consequence}>
        <FormattedMessage id={consequence} />
      </p>
      {error !== null && (
        <Notice tone="danger" role="alert">
          {explain(intl, error)}
        </Notice>
      )}
      <span className={styles.actions}>
        <Button
          variant="primary"
          isPending={isPending}
          onPress={onCancel}
          data-testid="booking-cancel-confirm"
        >
          <FormattedMessage id="bookings.cancelConfirm" />
        </Button>
        <Button onPress={onClose}>
          <FormattedMessage id="bookings.keep" />
        </Button>
      </span>
    </Sheet>
  );
}
