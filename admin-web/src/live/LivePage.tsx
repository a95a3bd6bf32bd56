import { FormattedMessage, useIntl } from 'react-intl';
import { PageHeader } from '../parts/PageHeader.tsx';
import styles from '../parts/Page.module.css';
import { CallsSection } from './CallsSection.tsx';
import { NodesSection } from './NodesSection.tsx';
import { RoomsSection } from './RoomsSection.tsx';

/** What is going on this moment; every part refreshes itself. */
export function LivePage() {
  const { formatMessage } = useIntl();
  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'live.title' })}>
        <FormattedMessage id="live.about" />
      </PageHeader>
      <NodesSection />
      <CallsSection />
      <RoomsSection />
    </div>
  );
}
