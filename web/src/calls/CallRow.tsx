import { Avatar } from '@stagedoor/design';
import type { CallSummary } from '@stagedoor/sdk';
import { Star } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useUser } from '../app/session.ts';
import { Coins } from '../common/Coins.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './CallRow.module.css';

/** One call of the history, from this person's side. */
export function CallRow({ call }: { readonly call: CallSummary }) {
  const intl = useIntl();
  const format = useFormat();
  const user = useUser();
  const other = call.viewer.id === user?.id ? call.performer : call.viewer;
  const facts = [
    format.dateTime(call.createdAt),
    intl.formatMessage({ id: `kind.${call.kind}` }),
    call.deliveredMs > 0
      ? format.duration(call.deliveredMs)
      : call.outcome && intl.formatMessage({ id: `outcome.${call.outcome}` }),
  ];
  return (
    <li className={styles.row} data-testid="call-row">
      <Avatar id={other.id} name={other.displayName} />
      <span className={styles.what}>
        <Link to={`/call/${call.callId}`} className={styles.name}>
          {other.displayName}
        </Link>
        <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span className={styles.end}>
        <Coins money={call.charged} />
        {call.rating && (
          <span className={styles.rating}>
            <Star size={14} fill="currentColor" aria-hidden />
            <span aria-hidden>{call.rating.stars}</span>
            <span className="visually-hidden">
              <FormattedMessage id="rating.stars" values={{ stars: call.rating.stars }} />
            </span>
          </span>
        )}
      </span>
    </li>
  );
}
