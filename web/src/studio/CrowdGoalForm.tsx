import { Segmented } from '@stagedoor/design';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { type Priced, PricedForm } from './PricedForm.tsx';

const DAYS = ['1', '7', '30'] as const;

export interface NewGoal extends Priced {
  readonly days: number;
}

interface CrowdGoalFormProps {
  readonly isSaving: boolean;
  readonly onSave: (goal: NewGoal) => void;
}

/** A new goal: what happens, for how many coins, within how many days. */
export function CrowdGoalForm({ isSaving, onSave }: CrowdGoalFormProps) {
  const intl = useIntl();
  const [days, setDays] = useState<(typeof DAYS)[number]>('7');
  return (
    <PricedForm
      name="crowd-goal"
      titleLabel="tipBoard.goalTitle"
      priceLabel="tipBoard.goalPrice"
      saveLabel="crowdGoal.set"
      isSaving={isSaving}
      onSave={(priced) => onSave({ ...priced, days: Number(days) })}
    >
      <Segmented
        label={intl.formatMessage({ id: 'crowdGoal.within' })}
        options={DAYS.map((id) => ({
          id,
          label: intl.formatMessage({ id: 'crowdGoal.days' }, { days: Number(id) }),
        }))}
        value={days}
        onChange={setDays}
      />
    </PricedForm>
  );
}
