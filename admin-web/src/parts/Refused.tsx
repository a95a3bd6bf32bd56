import { Notice } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import { problemOf } from '../api/problem.ts';

interface RefusedProps {
  readonly error: unknown;
  readonly 'data-testid': string;
}

/** Why the server did not do what was asked, in its words; or that it could not be reached. */
export function Refused({ error, 'data-testid': testId }: RefusedProps) {
  return (
    <Notice tone="danger" role="alert" data-testid={testId}>
      {problemOf(error).detail ?? <FormattedMessage id="problem.offline" />}
    </Notice>
  );
}
