import { Button, Segmented, TextField } from '@stagedoor/design';
import {
  coins,
  type components,
  type Increment,
  type Performer,
  type PerformerSettings,
  toMajor,
} from '@stagedoor/sdk';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinField } from '../common/CoinField.tsx';
import { parseCoins } from '../common/parseCoins.ts';
import styles from './RatesCard.module.css';

type Bounds = components['schemas']['TierBounds'];

interface RatesFormProps {
  /** Absent before the first time. */
  readonly performer: Performer | undefined;
  /** Between what rates may be chosen; absent while it is not known. */
  readonly bounds: Bounds | undefined;
  readonly isSaving: boolean;
  readonly problems: Readonly<Record<string, string>>;
  readonly onSave: (settings: PerformerSettings) => void;
}

export function RatesForm({ performer, bounds, isSaving, problems, onSave }: RatesFormProps) {
  const intl = useIntl();
  const [audio, setAudio] = useState(performer ? String(toMajor(performer.audioRate)) : '');
  const [video, setVideo] = useState(performer ? String(toMajor(performer.videoRate)) : '');
  const [increment, setIncrement] = useState<Increment>(performer?.increment ?? 'MINUTE');
  const [bio, setBio] = useState(performer?.bio ?? '');
  const audioCoins = parseCoins(audio);
  const videoCoins = parseCoins(video);
  const between = (range: Bounds['audio'] | undefined) =>
    range &&
    intl.formatMessage(
      { id: 'rates.between' },
      { from: toMajor(range.minimum), to: toMajor(range.maximum) },
    );
  const submit = () => {
    if (audioCoins !== null && videoCoins !== null) {
      onSave({
        bio: bio.trim(),
        audioRate: { ...coins(audioCoins), currency: 'COIN' },
        videoRate: { ...coins(videoCoins), currency: 'COIN' },
        increment,
      });
    }
  };
  return (
    <Form
      className={styles.form ?? ''}
      validationErrors={problems}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.rates}>
        <CoinField
          name="videoRate"
          label={intl.formatMessage({ id: 'rates.video' })}
          description={between(bounds?.video)}
          value={video}
          onChange={setVideo}
          data-testid="rate-video"
        />
        <CoinField
          name="audioRate"
          label={intl.formatMessage({ id: 'rates.audio' })}
          description={between(bounds?.audio)}
          value={audio}
          onChange={setAudio}
          data-testid="rate-audio"
        />
      </div>
      <Segmented<Increment>
        label={intl.formatMessage({ id: 'rates.increment' })}
        showLabel
        value={increment}
        onChange={setIncrement}
        options={[
          { id: 'MINUTE', label: intl.formatMessage({ id: 'rates.MINUTE' }) },
          { id: 'SECOND', label: intl.formatMessage({ id: 'rates.SECOND' }) },
        ]}
      />
      <TextField
        label={intl.formatMessage({ id: 'field.bio' })}
        description={intl.formatMessage({ id: 'field.bio.hint' })}
        rows={3}
        maxLength={150}
        value={bio}
        onChange={setBio}
        data-testid="bio"
      />
      <Button type="submit" variant="primary" isPending={isSaving} data-testid="save-rates">
        <FormattedMessage id="action.save" />
      </Button>
    </Form>
  );
}
