import { Button, classes, IconButton } from '@stagedoor/design';
import { Send, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form, Input, TextField } from 'react-aria-components';
import { FormattedMessage, FormattedTime, useIntl } from 'react-intl';
import { useUser } from '../app/session.ts';
import type { CallSession } from './callState.ts';
import styles from './ChatPanel.module.css';
import { useCallDesk } from './useCallDesk.ts';

/** The protocol's limit of one message. */
const LONGEST = 500;

interface ChatPanelProps {
  readonly session: CallSession;
  readonly onClose: () => void;
}

/** What both sides write during the call. */
export function ChatPanel({ session, onClose }: ChatPanelProps) {
  const intl = useIntl();
  return (
    <aside className={styles.panel} aria-label={intl.formatMessage({ id: 'chat.title' })}>
      <header className={styles.header}>
        <h2>
          <FormattedMessage id="chat.title" />
        </h2>
        <IconButton
          label={intl.formatMessage({ id: 'chat.close' })}
          icon={<X size={20} />}
          className={styles.close}
          onPress={onClose}
        />
      </header>
      <Messages session={session} />
      <Composer />
    </aside>
  );
}

function Messages({ session }: { readonly session: CallSession }) {
  const user = useUser();
  const end = useRef<HTMLDivElement>(null);
  const count = session.chat.length;
  useEffect(() => {
    // In braces: newer browsers return a promise here, which is no cleanup function.
    end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  return (
    <div role="log" className={styles.log}>
      <ol role="list" className={styles.messages} data-testid="chat-messages">
        {count === 0 && (
          <li className={styles.empty}>
            <FormattedMessage id="chat.empty" />
          </li>
        )}
        {session.chat.map((message, index) => (
          <li
            key={`${message.at}-${index}`}
            className={classes(styles.message, message.fromUserId === user?.id && styles.own)}
          >
            <span>{message.text}</span>
            <time className={styles.time} dateTime={message.at}>
              <FormattedTime value={message.at} />
            </time>
          </li>
        ))}
      </ol>
      <div ref={end} />
    </div>
  );
}

function Composer() {
  const intl = useIntl();
  const desk = useCallDesk();
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const send = async () => {
    const said = text.trim();
    if (said === '') {
      return;
    }
    setText('');
    try {
      await desk.chat(said);
      setFailed(false);
    } catch {
      // The words are not lost: they stand in the field again.
      setText(said);
      setFailed(true);
    }
  };
  return (
    <Form
      className={styles.composer ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {failed && (
        <p role="alert" className={styles.failed}>
          <FormattedMessage id="chat.failed" />
        </p>
      )}
      <TextField
        className={styles.field ?? ''}
        aria-label={intl.formatMessage({ id: 'chat.write' })}
        value={text}
        onChange={setText}
        maxLength={LONGEST}
        autoFocus
      >
        <Input
          className={styles.input ?? ''}
          placeholder={intl.formatMessage({ id: 'chat.write' })}
          data-testid="chat-input"
        />
      </TextField>
      <Button type="submit" variant="accent" className={styles.send} data-testid="chat-send">
        <Send size={18} aria-hidden />
        <span className="visually-hidden">
          <FormattedMessage id="chat.send" />
        </span>
      </Button>
    </Form>
  );
}
