import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Dispute } from '../api/types.ts';
import { usePager } from '../paging/usePager.ts';
import { Amount } from '../parts/Amount.tsx';
import type { Column } from '../parts/DataTable.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { ClaimFilter, ClaimList, useClaimState } from './ClaimList.tsx';
import { useDisputes } from './claimQueries.ts';
import { EvidenceButton } from './EvidenceButton.tsx';
import { RulingButtons } from './RulingButtons.tsx';

/** Viewers who complain about calls. */
export function DisputesPage() {
  const { formatMessage } = useIntl();
  const pager = usePager();
  const query = useDisputes({ state: useClaimState(), cursor: pager.cursor });
  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'disputes.title' })}>
        <FormattedMessage id="disputes.about" />
      </PageHeader>
      <ClaimFilter />
      <ClaimList
        query={query}
        pager={pager}
        label={formatMessage({ id: 'disputes.title' })}
        columns={useColumns()}
        testId="disputes"
      />
    </div>
  );
}

function useColumns(): Column<Dispute>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'reason',
      header: formatMessage({ id: 'claim.reason' }),
      cell: ({ reason, callId }) => (
        <Link className={text.link} to={`/sessions/${callId}`}>
          {reason}
        </Link>
      ),
    },
    {
      id: 'asked',
      header: formatMessage({ id: 'claim.asked' }),
      cell: ({ openedAt }) => <Timestamp at={openedAt} />,
    },
    {
      id: 'charged',
      header: formatMessage({ id: 'disputes.charged' }),
      cell: ({ charged }) => <Amount money={charged} withAsset />,
      align: 'end',
    },
    {
      id: 'returned',
      header: formatMessage({ id: 'claim.returned' }),
      cell: ({ returned }) => <Amount money={returned} withAsset />,
      align: 'end',
    },
    {
      id: 'borne',
      header: formatMessage({ id: 'disputes.borne' }),
      cell: ({ borne }) => <Amount money={borne} withAsset />,
      align: 'end',
    },
    {
      id: 'evidence',
      header: formatMessage({ id: 'claim.evidence' }),
      cell: ({ callId }) => <EvidenceButton of="call" id={callId} />,
    },
    {
      id: 'decide',
      header: formatMessage({ id: 'claim.decide' }),
      cell: ({ id, state }) => <RulingButtons kind="dispute" id={id} state={state} />,
      wide: true,
    },
  ];
}
