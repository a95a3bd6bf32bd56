import { Button, Notice, Sheet, TextField } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNow } from '../call/useNow.ts';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './WalletCare.module.css';

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;

const EVERY_MINUTE = 60_000;

/** What it says; `about` is given until when. */
export type ClaimWords = Readonly<
  Record<'ask' | 'title' | 'about' | 'reason' | 'submit' | 'asked', MessageId>
>;

interface ClaimRequestProps {
  /** The beginning of its test ids. */
  readonly kind: string;
  readonly words: ClaimWords;
  /** When it is too late to ask (ISO 8601). */
  readonly until: string;
  /** Sends it under an id of its own, so that a repeat counts once. */
  readonly send: (id: string, reason: string) => Promise<unknown>;
  /** The answer has been read. */
  readonly onDone?: () => void;
}

/** Asks for something back with a reason, as long as there is time. */
export function ClaimRequest({ kind, words, until, send, onDone }: ClaimRequestProps) {
  const intl = useIntl();
  const format = useFormat();
  const now = useNow(EVERY_MINUTE);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [id] = useState(() => crypto.randomUUID());
  const ask = useMutation({ mutationFn: () => send(id, reason.trim()) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const close = () => {
    setOpen(false);
    if (ask.isSuccess) {
      onDone?.();
    }
  };
  // Whoever is writing is told by the server that time is over, and does not lose the words.
  if (!isOpen && now > Date.parse(until)) {
    return null;
  }
  return (
    <>
      <Button size="sm" variant="quiet" onPress={() => setOpen(true)} data-testid={kind}>
        <FormattedMessage id={words.ask} />
      </Button>
      <Sheet
        isOpen={isOpen}
        onClose={close}
        title={intl.formatMessage({ id: words.title })}
        closeLabel={intl.formatMessage({ id: 'action.close' })}
        size="sm"
      >
        {ask.isSuccess ? (
          <Notice tone="success" role="status" data-testid={`${kind}-asked`}>
            <FormattedMessage id={words.asked} />
          </Notice>
        ) : (
          <form className={styles.form} onSubmit={submit}>
            <p className={styles.note}>
              <FormattedMessage id={words.about} values={{ until: format.dateTime(until) }} />
            </p>
            {ask.isError && (
              <Notice tone="danger" role="alert" data-testid={`${kind}-error`}>
                {explain(intl, ask.error)}
              </Notice>
            )}
            <TextField
              label={intl.formatMessage({ id: words.reason })}
              rows={3}
              maxLength={500}
              value={reason}
              onChange={setReason}
              data-testid={`${kind}-reason`}
            />
            <Button
              type="submit"
              wide
              isPending={ask.isPending}
              isDisabled={reason.trim().length < REASON_LENGTH_MINIMUM}
              data-testid={`${kind}-submit`}
            >
              <FormattedMessage id={words.submit} />
            </Button>
          </form>
        )}
      </Sheet>
    </>
  );
}
