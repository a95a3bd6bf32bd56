import { Button, Card } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './ReferralCard.module.css';

/** A performer's link for bringing people, how many came by it, and what that brought. */
export function ReferralCard() {
  const format = useFormat();
  const query = useQuery(queries.myReferrals(useClient()));
  if (query.isError) {
    return <Failed error={query.error} retry={query.refetch} />;
  }
  if (!query.data) {
    return null;
  }
  const { code, basisPoints, windowDays, termDays, joined, pending, matured } = query.data;
  if (basisPoints === 0 && joined === 0) {
    return null;
  }
  return (
    <Card as="section" className={styles.card} aria-labelledby="referrals" data-testid="referrals">
      <h2 id="referrals">
        <FormattedMessage id="referral.title" />
      </h2>
      {basisPoints > 0 && (
        <p className={styles.note}>
          <FormattedMessage
            id="referral.about"
            values={{ percent: basisPoints / 100, window: windowDays, term: termDays }}
          />
        </p>
      )}
      {code !== undefined && <Link code={code} />}
      {code === undefined && basisPoints > 0 && (
        <p className={styles.note} data-testid="referral-not-yet">
          <FormattedMessage id="referral.notYet" />
        </p>
      )}
      <p data-testid="referral-joined">
        <FormattedMessage id="referral.joined" values={{ people: joined }} />
      </p>
      <p data-testid="referral-earned">
        <FormattedMessage
          id="referral.earned"
          values={{ pending: format.amount(pending), matured: format.amount(matured) }}
        />
      </p>
    </Card>
  );
}

function Link({ code }: { readonly code: string }) {
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}/?ref=${code}`;
  const copy = () => {
    // Refused without permission or outside a secure context; the link itself can still be selected.
    void navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div className={styles.link}>
      <code data-testid="referral-link">{link}</code>
      <Button
        size="sm"
        icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        onPress={copy}
        data-testid="referral-copy"
      >
        <FormattedMessage id={copied ? 'referral.copied' : 'referral.copy'} />
      </Button>
    </div>
  );
}
