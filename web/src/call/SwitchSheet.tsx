import { Button, Notice, Sheet } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { explain } from '../common/problems.ts';
import type { CallSession } from './callState.ts';
import styles from './EndSheet.module.css';
import { SwitchPrice } from './SwitchPrice.tsx';
import { useCallDesk } from './useCallDesk.ts';

interface SwitchSheetProps {
  readonly session: CallSession;
  readonly onClose: () => void;
}

/** Before the other side is asked: what the other medium costs, and whether they have a say. */
export function SwitchSheet({ session, onClose }: SwitchSheetProps) {
  const intl = useIntl();
  const desk = useCallDesk();
  const { call, side } = session;
  const kind = call.kind === 'VIDEO' ? 'AUDIO' : 'VIDEO';
  const price = call.otherPerMinute ?? call.perMinute;
  const asks = kind === 'VIDEO' || price.amountMinor > call.perMinute.amountMinor;
  const { displayName } = side === 'VIEWER' ? call.performer : call.viewer;
  const ask = useMutation({ mutationFn: () => desk.requestSwitch(kind), onSuccess: onClose });
  return (
    <Sheet
      isOpen
      size="sm"
      onClose={onClose}
      title={intl.formatMessage({ id: `switch.title.${kind}` })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="switch-sheet"
    >
      <SwitchPrice before={call.perMinute} after={price} />
      <p>
        <FormattedMessage
          id={asks ? 'switch.consent' : 'switch.atOnce'}
          values={{ name: displayName }}
        />
      </p>
      {ask.isError && <Notice tone="danger">{explain(intl, ask.error)}</Notice>}
      <div className={styles.actions}>
        <Button size="lg" onPress={onClose}>
          <FormattedMessage id="switch.stay" />
        </Button>
        <Button
          variant="primary"
          size="lg"
          autoFocus
          isPending={ask.isPending}
          onPress={() => ask.mutate()}
          data-testid="confirm-switch"
        >
          <FormattedMessage id={asks ? 'switch.ask' : 'switch.now'} />
        </Button>
      </div>
    </Sheet>
  );
}
