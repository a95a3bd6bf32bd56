import { TextField } from '@stagedoor/design';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { type Priced, PricedForm } from './PricedForm.tsx';

export interface NewShow extends Priced {
  readonly minutes: number;
  /** ISO 8601. */
  readonly closesAt: string;
}

interface ShowFormProps {
  readonly isSaving: boolean;
  readonly onSave: (show: NewShow) => void;
}

/** A new show: its price, how long it lasts at least and until when it must have been given. */
export function ShowForm({ isSaving, onSave }: ShowFormProps) {
  const intl = useIntl();
  const [minutes, setMinutes] = useState('20');
  const [until, setUntil] = useState('');
  return (
    <PricedForm
      name="show"
      titleLabel="show.name"
      priceLabel="show.price"
      saveLabel="show.announce"
      isSaving={isSaving}
      onSave={(priced) =>
        onSave({ ...priced, minutes: Number(minutes), closesAt: new Date(until).toISOString() })
      }
    >
      <TextField
        type="number"
        min="1"
        max="600"
        label={intl.formatMessage({ id: 'show.minutes' })}
        isRequired
        value={minutes}
        onChange={setMinutes}
        data-testid="show-minutes"
      />
      <TextField
        type="datetime-local"
        label={intl.formatMessage({ id: 'show.until' })}
        isRequired
        value={until}
        onChange={setUntil}
        data-testid="show-until"
      />
    </PricedForm>
  );
}
