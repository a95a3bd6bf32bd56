import { Button, Notice } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import styles from './SettingsPage.module.css';

interface FactorCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Recovery codes, shown this once. */
export function FactorCodes({ codes, onKept }: FactorCodesProps) {
  return (
    <>
      <Notice tone="warning">
        <FormattedMessage id="factor.codes.keep" />
      </Notice>
      <ul className={styles.codes} data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button variant="primary" onPress={onKept} data-testid="codes-kept">
        <FormattedMessage id="factor.codes.kept" />
      </Button>
    </>
  );
}
