import { Switch, TextField } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';

/** The protocol's limit. */
const LONGEST_MESSAGE = 200;

/** What goes with coins that are given: words, and who may know of them. */
export interface TipWords {
  readonly message: string;
  readonly anonymous: boolean;
  /** Only where the words are for the performer alone. */
  readonly privateMessage?: true;
}

export function useTipWords() {
  const [message, setMessage] = useState('');
  const [anonymous, setAnonymous] = useState(false);
  const [isPrivate, setPrivate] = useState(false);
  const words: TipWords = {
    message: message.trim(),
    anonymous,
    ...(isPrivate && message.trim() !== '' && { privateMessage: true }),
  };
  return { message, setMessage, anonymous, setAnonymous, isPrivate, setPrivate, words };
}

interface TipWordsFieldsProps {
  readonly words: ReturnType<typeof useTipWords>;
  /** The performer's. */
  readonly name: string;
  /** After a try, when what was sent belongs to its id. */
  readonly isFixed: boolean;
}

export function TipWordsFields({ words, name, isFixed }: TipWordsFieldsProps) {
  const intl = useIntl();
  return (
    <>
      <TextField
        label={intl.formatMessage({ id: 'tip.message' })}
        value={words.message}
        onChange={words.setMessage}
        maxLength={LONGEST_MESSAGE}
        isDisabled={isFixed}
        data-testid="tip-message"
      />
      <Switch
        isSelected={words.isPrivate}
        onChange={words.setPrivate}
        isDisabled={isFixed}
        data-testid="tip-private"
      >
        <FormattedMessage id="tip.private" values={{ name }} />
      </Switch>
      <Switch isSelected={words.anonymous} onChange={words.setAnonymous} isDisabled={isFixed}>
        <FormattedMessage id="tip.hideName" />
      </Switch>
    </>
  );
}
