import { Badge, Button, Card, type Tone } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { PriceVersion } from '../api/types.ts';
import { Timestamp } from '../parts/Timestamp.tsx';
import styles from './Prices.module.css';

const TONES: Record<PriceVersion['state'], Tone> = {
  IN_FORCE: 'success',
  UPCOMING: 'accent',
  PAST: 'neutral',
  REPLACED: 'neutral',
};

interface HistoryProps {
  readonly versions: readonly PriceVersion[];
  /** Makes a draft of a version. */
  readonly onTake: (version: PriceVersion) => void;
}

/** Who published what, when and why; every version can be gone back to. */
export function History({ versions, onTake }: HistoryProps) {
  const { formatMessage } = useIntl();
  return (
    <div className={styles.rows}>
      {versions.map((version) => (
        <Card key={version.version} className={styles.version} data-testid="price-version">
          <div>
            <strong>{formatMessage({ id: 'prices.version' }, { version: version.version })}</strong>{' '}
            <Badge tone={TONES[version.state]}>
              {formatMessage({ id: `prices.state.${version.state}` })}
            </Badge>
            <div>
              <Words version={version} />
            </div>
          </div>
          <Button size="sm" onPress={() => onTake(version)} data-testid="take-version">
            <FormattedMessage
              id={version.state === 'IN_FORCE' ? 'prices.draft' : 'prices.draft.fromThis'}
            />
          </Button>
        </Card>
      ))}
    </div>
  );
}

function Words({ version }: { readonly version: PriceVersion }) {
  const { publication } = version;
  if (publication === undefined) return <FormattedMessage id="prices.initial" />;
  return (
    <>
      <FormattedMessage
        id="prices.published"
        values={{
          from: <Timestamp at={version.validFrom} />,
          proposer: version.proposedByName ?? publication.proposedBy,
          approver: version.approvedByName ?? publication.approvedBy,
          reason: publication.reason,
        }}
      />
      {publication.overrideReason !== '' && (
        <>
          {' '}
          <FormattedMessage
            id="prices.overridden"
            values={{ reason: publication.overrideReason }}
          />
        </>
      )}
    </>
  );
}
