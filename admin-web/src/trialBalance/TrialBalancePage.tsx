import { Button, EmptyState } from '@stagedoor/design';
import { Download, Printer, Scale } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useTrialBalance } from '../api/queries.ts';
import type { TrialBalance } from '../api/types.ts';
import { downloadCsv } from '../csv/download.ts';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { AssetSheet } from './AssetSheet.tsx';
import { trialBalanceOf } from './trialBalance.ts';
import { trialBalanceCsv } from './trialBalanceCsv.ts';
import { Verdict } from './Verdict.tsx';

/** The sums of all accounts at one moment: do debits equal credits in every asset? */
export function TrialBalancePage() {
  const { formatMessage } = useIntl();
  const query = useTrialBalance();
  const balance = query.data;
  return (
    <div className={styles.page}>
      <PageHeader
        title={formatMessage({ id: 'trialBalance.title' })}
        actions={balance && balance.lines.length > 0 && <Actions balance={balance} />}
      >
        {balance && (
          <span data-testid="trial-balance-at">
            <FormattedMessage id="trialBalance.at" values={{ at: new Date(balance.at) }} />
          </span>
        )}
      </PageHeader>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ lines, zero }) =>
          lines.length === 0 ? (
            <EmptyState
              icon={<Scale size={28} aria-hidden />}
              title={formatMessage({ id: 'trialBalance.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="trialBalance.empty.about" />
            </EmptyState>
          ) : (
            <>
              <Verdict balances={trialBalanceOf(lines)} serverSaysZero={zero} />
              {trialBalanceOf(lines).map((sheet) => (
                <AssetSheet key={sheet.currency} sheet={sheet} />
              ))}
            </>
          )
        }
      </QueryView>
    </div>
  );
}

function Actions({ balance }: { readonly balance: TrialBalance }) {
  const save = () => {
    const moment = balance.at.replaceAll(/[:.]/g, '-');
    downloadCsv(`trial-balance-${moment}.csv`, trialBalanceCsv(balance.lines));
  };
  return (
    <>
      <Button
        size="sm"
        icon={<Printer size={16} aria-hidden />}
        onPress={() => window.print()}
        data-testid="trial-balance-print"
      >
        <FormattedMessage id="trialBalance.print" />
      </Button>
      <Button
        size="sm"
        icon={<Download size={16} aria-hidden />}
        onPress={save}
        data-testid="trial-balance-csv"
      >
        <FormattedMessage id="trialBalance.csv" />
      </Button>
    </>
  );
}
