import { Button, buttonClass, EmptyState } from '@stagedoor/design';
import { MonitorSmartphone } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Page } from '../common/Page.tsx';
import { useCallDesk } from './useCallDesk.ts';

/** The same person has this call in another tab or on another device, and may go on here. */
export function TakenView() {
  const intl = useIntl();
  const desk = useCallDesk();
  return (
    <Page titleId="call.title" narrow data-testid="call-taken">
      <EmptyState
        icon={<MonitorSmartphone aria-hidden />}
        title={intl.formatMessage({ id: 'call.taken' })}
        action={
          <>
            <Button variant="primary" onPress={() => desk.takeOver()} data-testid="call-take-over">
              <FormattedMessage id="call.takeOver" />
            </Button>
            <Link to="/" className={buttonClass({})}>
              <FormattedMessage id="notFound.home" />
            </Link>
          </>
        }
      />
    </Page>
  );
}
