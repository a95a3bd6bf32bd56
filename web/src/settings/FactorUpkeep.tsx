import { Button, Notice } from '@stagedoor/design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { explain } from '../common/problems.ts';
import { CodeField } from './SecondFactorField.tsx';
import { factorHeader } from './factorHeader.ts';
import styles from './SettingsPage.module.css';

type Wish = 'renew' | 'remove';
const WISHES: readonly Wish[] = ['renew', 'remove'];

interface FactorUpkeepProps {
  readonly left: number;
  readonly onCodes: (codes: readonly string[]) => void;
}

/** New recovery codes, or no second factor any more; both only for who shows it. */
export function FactorUpkeep({ left, onCodes }: FactorUpkeepProps) {
  const [wish, setWish] = useState<Wish | null>(null);
  return (
    <>
      <p data-testid="codes-left">
        <FormattedMessage id="factor.codes.left" values={{ left }} />
      </p>
      <div className={styles.actions}>
        {WISHES.map((each) => (
          <Button key={each} onPress={() => setWish(each)} data-testid={`factor-${each}`}>
            <FormattedMessage id={`factor.${each}`} />
          </Button>
        ))}
      </div>
      {wish !== null && <Proof key={wish} wish={wish} onCodes={onCodes} />}
    </>
  );
}

interface ProofProps {
  readonly wish: Wish;
  readonly onCodes: (codes: readonly string[]) => void;
}

function Proof({ wish, onCodes }: ProofProps) {
  const intl = useIntl();
  const client = useClient();
  const cache = useQueryClient();
  const [code, setCode] = useState('');
  const change = useMutation({
    mutationFn: async () => {
      const headers = factorHeader(code);
      if (wish === 'remove') {
        await client.rest.post('/api/v1/me/second-factor/removal', { headers });
        return null;
      }
      return client.rest.post('/api/v1/me/second-factor/recovery-codes', { headers });
    },
    onSuccess: async (made) => {
      if (made) onCodes(made.recoveryCodes);
      await cache.invalidateQueries({ queryKey: ['secondFactor'] });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <CodeField value={code} onChange={setCode} autoFocus />
      {change.isError && (
        <Notice tone="danger" role="alert" data-testid="factor-error">
          {explain(intl, change.error)}
        </Notice>
      )}
      <Button
        type="submit"
        variant={wish === 'remove' ? 'danger' : 'primary'}
        isPending={change.isPending}
        data-testid="factor-proof"
      >
        <FormattedMessage id={`factor.${wish}`} />
      </Button>
    </form>
  );
}
