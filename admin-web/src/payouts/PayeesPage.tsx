import { Badge, Button, Card, EmptyState, TextField } from '@stagedoor/design';
import { UserCheck } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Payee } from '../api/types.ts';
import type { FactorHeaders } from '../auth/SecondFactorField.tsx';
import { Amount } from '../parts/Amount.tsx';
import cards from '../parts/Cards.module.css';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { ReasonSheet } from '../parts/ReasonSheet.tsx';
import { Timestamp } from '../parts/Timestamp.tsx';
import { useFreeze, usePayees, useReview } from './payoutQueries.ts';

/** People who are paid: whether their papers were seen, and whether payouts are stopped. */
export function PayeesPage() {
  const { formatMessage } = useIntl();
  const query = usePayees();
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'payees.title' })}>
        <FormattedMessage id="payees.about" />
      </PageHeader>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<UserCheck size={28} aria-hidden />}
              title={formatMessage({ id: 'payees.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="payees.empty.about" />
            </EmptyState>
          ) : (
            <div className={cards.list}>
              {items.map((payee) => (
                <PayeeCard key={payee.payeeId} payee={payee} />
              ))}
            </div>
          )
        }
      </QueryView>
    </div>
  );
}

type Asking = 'VERIFY' | 'REJECT' | 'FREEZE' | 'UNFREEZE';

function PayeeCard({ payee }: { readonly payee: Payee }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { account, review } = payee;
  const choices: readonly Asking[] = [
    ...(account ? (['VERIFY', 'REJECT'] as const) : []),
    payee.frozen ? 'UNFREEZE' : 'FREEZE',
  ];
  return (
    <Card as="article" className={cards.card} data-testid="payee">
      <header className={cards.head}>
        <h2>{payee.name ?? payee.payeeId}</h2>
        <span className={cards.actions}>
          {payee.frozen && (
            <Badge tone="danger">
              <FormattedMessage id="payee.frozen" />
            </Badge>
          )}
          <Badge tone={payee.verified ? 'success' : 'accent'} data-testid="payee-state">
            <FormattedMessage
              id={payee.verified ? 'payee.verified' : payee.waiting ? 'payee.waiting' : 'payee.no'}
            />
          </Badge>
        </span>
      </header>
      <p className={cards.said}>
        {account ? (
          `${account.holder} · ${account.maskedNumber} · ${account.bankCode}`
        ) : (
          <FormattedMessage id="payee.noAccount" />
        )}
      </p>
      <p className={cards.said}>
        <FormattedMessage
          id="payee.available"
          values={{ amount: <Amount money={payee.available} withAsset /> }}
        />
      </p>
      {review && (
        <p className={cards.said}>
          <FormattedMessage
            id={review.verified ? 'payee.reviewed' : 'payee.turnedDown'}
            values={{
              who: payee.reviewerName ?? review.reviewer,
              at: <Timestamp at={review.at} />,
              reason: review.reason,
              tax: review.taxIdTail,
            }}
          />
        </p>
      )}
      {payee.frozen && <p className={cards.said}>{payee.frozenReason}</p>}
      <div className={cards.actions}>
        {choices.map((choice) => (
          <Button
            key={choice}
            size="sm"
            variant={choice === 'VERIFY' ? 'primary' : 'secondary'}
            onPress={() => setAsking(choice)}
            data-testid={`payee-${choice.toLowerCase()}`}
          >
            <FormattedMessage id={`payee.ask.${choice}`} />
          </Button>
        ))}
      </div>
      {asking !== null && (
        <Deciding payeeId={payee.payeeId} asking={asking} onClose={() => setAsking(null)} />
      )}
    </Card>
  );
}

interface DecidingProps {
  readonly payeeId: string;
  readonly asking: Asking;
  readonly onClose: () => void;
}

function Deciding({ payeeId, asking, onClose }: DecidingProps) {
  const { formatMessage } = useIntl();
  const [taxIdTail, setTaxIdTail] = useState('');
  const review = useReview(payeeId);
  const freeze = useFreeze(payeeId);
  const label = formatMessage({ id: `payee.ask.${asking}` });
  const decide = (reason: string, headers: FactorHeaders) => {
    if (asking === 'VERIFY' || asking === 'REJECT') {
      const verified = asking === 'VERIFY';
      review.mutate(
        { body: { verified, taxIdTail: verified ? taxIdTail.trim() : '', reason }, headers },
        { onSuccess: onClose },
      );
    } else {
      freeze.mutate(
        { body: { frozen: asking === 'FREEZE', reason }, headers },
        { onSuccess: onClose },
      );
    }
  };
  return (
    <ReasonSheet
      title={label}
      variant={asking === 'FREEZE' ? 'danger' : 'primary'}
      isPending={review.isPending || freeze.isPending}
      error={review.error ?? freeze.error}
      onClose={onClose}
      letsMoneyGo={asking === 'VERIFY' || asking === 'UNFREEZE'}
      onSubmit={decide}
    >
      {asking === 'VERIFY' && (
        <TextField
          label={formatMessage({ id: 'payee.taxId' })}
          description={formatMessage({ id: 'payee.taxId.about' })}
          maxLength={4}
          value={taxIdTail}
          onChange={setTaxIdTail}
          data-testid="tax-id"
        />
      )}
    </ReasonSheet>
  );
}
