import { Button, Sheet } from '@stagedoor/design';
import type { CallView, Person, SwitchRequest } from '@stagedoor/sdk';
import { useMutation } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from '../i18n/Messages.tsx';
import type { CallSession } from './callState.ts';
import sheet from './EndSheet.module.css';
import styles from './SwitchQuestion.module.css';
import { SwitchPrice } from './SwitchPrice.tsx';
import { useCallDesk } from './useCallDesk.ts';
import { useNow } from './useNow.ts';

interface SwitchQuestionProps {
  readonly session: CallSession;
  readonly other: Person;
}

/** One of the two has asked for the other medium: the question, the waiting for its answer, or what became of it. */
export function SwitchQuestion({ session, other }: SwitchQuestionProps) {
  const { switchRequest: request } = session.call;
  if (request) {
    return request.fromUserId === other.id ? (
      <Asked call={session.call} request={request} name={other.displayName} />
    ) : (
      <Waiting request={request} name={other.displayName} />
    );
  }
  const closed = session.switchClosed;
  const id = closed && wordsFor(closed.outcome, closed.fromUserId !== other.id, session.side);
  return id && <Closed id={id} name={other.displayName} />;
}

function Asked(props: {
  readonly call: CallView;
  readonly request: SwitchRequest;
  readonly name: string;
}) {
  const { call, request, name } = props;
  const intl = useIntl();
  const desk = useCallDesk();
  const now = useNow(1000);
  const seconds = Math.max(0, Math.ceil((Date.parse(request.until) - now) / 1000));
  const accept = useMutation({ mutationFn: () => desk.acceptSwitch(request.kind) });
  const decline = () => void desk.declineSwitch(request.kind).catch(() => undefined);
  return (
    <Sheet
      isOpen
      isAlert
      size="sm"
      onClose={decline}
      title={intl.formatMessage({ id: `switch.asked.${request.kind}` }, { name })}
      closeLabel={intl.formatMessage({ id: 'switch.decline' })}
      data-testid="switch-question"
    >
      <SwitchPrice before={call.perMinute} after={request.perMinute} />
      <p>
        <FormattedMessage id="incoming.left" values={{ seconds }} />
      </p>
      <div className={sheet.actions}>
        <Button size="lg" onPress={decline} data-testid="decline-switch">
          <FormattedMessage id="switch.decline" />
        </Button>
        <Button
          variant="primary"
          size="lg"
          autoFocus
          isPending={accept.isPending}
          onPress={() => accept.mutate()}
          data-testid="accept-switch"
        >
          <FormattedMessage id="switch.accept" />
        </Button>
      </div>
    </Sheet>
  );
}

function Waiting({ request, name }: { readonly request: SwitchRequest; readonly name: string }) {
  const desk = useCallDesk();
  const withdraw = useMutation({ mutationFn: () => desk.declineSwitch(request.kind) });
  return (
    <div className={styles.banner} data-testid="switch-waiting">
      <p role="status">
        <FormattedMessage id="switch.waiting" values={{ name }} />
      </p>
      <Button size="sm" isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
        <FormattedMessage id="switch.withdraw" />
      </Button>
    </div>
  );
}

function Closed({ id, name }: { readonly id: MessageId; readonly name: string }) {
  const desk = useCallDesk();
  return (
    <div className={styles.banner} data-testid="switch-closed">
      <p role="alert">
        <FormattedMessage id={id} values={{ name }} />
      </p>
      <Button size="sm" onPress={() => desk.forgetSwitch()}>
        <FormattedMessage id="action.close" />
      </Button>
    </div>
  );
}

/** What the one who asked is told, and the one who was asked; null where that one has just said so. */
function wordsFor(
  outcome: NonNullable<CallSession['switchClosed']>['outcome'],
  own: boolean,
  side: CallSession['side'],
): MessageId | null {
  switch (outcome) {
    case 'DECLINED':
      return own ? 'switch.closed.declined' : null;
    case 'WITHDRAWN':
      return own ? null : 'switch.closed.withdrawn';
    case 'EXPIRED':
      return own ? 'switch.closed.unanswered' : 'switch.closed.tooLate';
    case 'INSUFFICIENT_FUNDS':
      return `switch.closed.unfunded.${side}`;
    case 'FAILED':
      return 'switch.closed.failed';
  }
}
