import { buttonClass, EmptyState } from '@stagedoor/design';
import { MonitorSmartphone } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Page } from '../common/Page.tsx';

/** The same person went on with this call on another device. */
export function TakenView() {
  const intl = useIntl();
  return (
    <Page titleId="call.title" narrow data-testid="call-taken">
      <EmptyState
        icon={<MonitorSmartphone aria-hidden />}
        title={intl.formatMessage({ id: 'call.taken' })}
        action={
          <Link to="/" className={buttonClass({ variant: 'primary' })}>
            <FormattedMessage id="notFound.home" />
          </Link>
        }
      />
    </Page>
  );
}
