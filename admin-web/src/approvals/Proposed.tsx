import { buttonClass, Notice } from '@stagedoor/design';
import { type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'react-router';

interface ProposedProps {
  readonly children: ReactNode;
  readonly 'data-testid': string;
}

/** Says that a change waits for somebody else, and leads to where it does. */
export function Proposed({ children, 'data-testid': testId }: ProposedProps) {
  return (
    <Notice
      tone="success"
      role="status"
      action={
        <Link className={buttonClass({ size: 'sm' })} to="/approvals">
          <FormattedMessage id="nav.approvals" />
        </Link>
      }
      data-testid={testId}
    >
      {children}
    </Notice>
  );
}
