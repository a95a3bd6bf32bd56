import { Button, Notice, Select } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Refused } from '../parts/Refused.tsx';
import { useProviders } from '../providers/providerQueries.ts';
import { FILE_BYTES_MAXIMUM, useSettlementImport } from './settlementQueries.ts';
import styles from './Settlements.module.css';

/** A provider's file, from the computer of whoever looks after the books. */
export function ImportForm() {
  const { formatMessage } = useIntl();
  const providers = useProviders();
  const [chosen, setChosen] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const send = useSettlementImport();
  const names = providers.data?.items.map(({ name }) => ({ id: name, label: name })) ?? [];
  const provider = chosen === '' ? (names[0]?.id ?? '') : chosen;
  const tooLarge = file !== null && file.size > FILE_BYTES_MAXIMUM;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (file) send.mutate({ provider, file });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.about}>
        <FormattedMessage id="settlements.import.about" />
      </p>
      <Select
        label={formatMessage({ id: 'settlements.provider' })}
        options={names}
        value={provider}
        onChange={setChosen}
        data-testid="provider"
      />
      <label className={styles.file}>
        <FormattedMessage id="settlements.file" />
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={({ currentTarget }) => setFile(currentTarget.files?.[0] ?? null)}
          data-testid="file"
        />
      </label>
      {tooLarge && (
        <Notice tone="danger" role="alert" data-testid="too-large">
          <FormattedMessage id="settlements.tooLarge" />
        </Notice>
      )}
      {send.isError && <Refused error={send.error} data-testid="import-refused" />}
      {send.isSuccess && (
        <Notice
          tone={send.data.differing > 0 ? 'warning' : 'success'}
          role="status"
          data-testid="imported"
        >
          <FormattedMessage id="settlements.imported" values={send.data} />
        </Notice>
      )}
      <Button
        type="submit"
        variant="primary"
        isDisabled={file === null || tooLarge || provider === '' || send.isPending}
        data-testid="import"
      >
        <FormattedMessage id="settlements.import" />
      </Button>
    </form>
  );
}
