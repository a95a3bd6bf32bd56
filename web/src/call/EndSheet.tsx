import { Button, Sheet } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import type { CallSession } from './callState.ts';
import styles from './EndSheet.module.css';
import { useCallDesk } from './useCallDesk.ts';

interface EndSheetProps {
  readonly session: CallSession;
  readonly onClose: () => void;
}

/** Asks before hanging up: a call that is over cannot be taken up again. */
export function EndSheet({ session, onClose }: EndSheetProps) {
  const intl = useIntl();
  const desk = useCallDesk();
  const end = useMutation({ mutationFn: () => desk.end(), onError: onClose });
  return (
    <Sheet
      isOpen
      isAlert
      size="sm"
      onClose={onClose}
      title={intl.formatMessage({ id: 'end.title' })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="end-sheet"
    >
      <p>
        <FormattedMessage id={`end.text.${session.side}`} />
      </p>
      <div className={styles.actions}>
        <Button size="lg" onPress={onClose}>
          <FormattedMessage id="end.stay" />
        </Button>
        <Button
          variant="danger"
          size="lg"
          autoFocus
          isPending={end.isPending}
          onPress={() => end.mutate()}
          data-testid="confirm-end"
        >
          <FormattedMessage id="end.confirm" />
        </Button>
      </div>
    </Sheet>
  );
}
