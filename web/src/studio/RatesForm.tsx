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
import { CoinIcon } from '../common/CoinIcon.tsx';
import styles from './RatesCard.module.css';
import { parseCoins } from './parseCoins.ts';

type Bounds = components['schemas']['TierBounds'];

export interface RatesFormProps {
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
  const invalid = intl.formatMessage({ id: 'rates.invalid' });
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
        <TextField
          name="videoRate"
          label={intl.formatMessage({ id: 'rates.video' })}
          description={between(bounds?.video)}
          inputMode="decimal"
          isRequired
          value={video}
          onChange={setVideo}
          errorMessage={video !== '' && videoCoins === null ? invalid : undefined}
          suffix={<CoinIcon />}
          data-testid="rate-video"
        />
        <TextField
          name="audioRate"
          label={intl.formatMessage({ id: 'rates.audio' })}
          description={between(bounds?.audio)}
          inputMode="decimal"
          isRequired
          value={audio}
          onChange={setAudio}
          errorMessage={audio !== '' && audioCoins === null ? invalid : undefined}
          suffix={<CoinIcon />}
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
