import type { IntlShape } from 'react-intl';
import type { RiskFlag } from '../api/types.ts';

const THOUSANDTHS = 1000;

/** What was found, in a sentence with its numbers. */
export function finding(
  intl: IntlShape,
  { kind, measured, allowed }: Pick<RiskFlag, 'kind' | 'measured' | 'allowed'>,
): string {
  const unit = kind === 'SPEND_SPIKE' ? THOUSANDTHS : 1;
  return intl.formatMessage(
    { id: `risk.finding.${kind}` },
    { measured: Math.ceil(measured / unit), allowed: Math.floor(allowed / unit) },
  );
}
