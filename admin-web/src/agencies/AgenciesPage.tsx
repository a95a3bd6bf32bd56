import { EmptyState } from '@stagedoor/design';
import { Handshake } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import cards from '../parts/Cards.module.css';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import { useMemberships } from './agencyQueries.ts';
import { MembershipCard } from './MembershipCard.tsx';
import { OfferForm } from './OfferForm.tsx';

/** Who represents whom and for which part, and new offers. */
export function AgenciesPage() {
  const { formatMessage } = useIntl();
  const query = useMemberships();
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'agencies.title' })}>
        <FormattedMessage id="agencies.about" />
      </PageHeader>
      <Section title={formatMessage({ id: 'agencies.new' })}>
        <OfferForm />
      </Section>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<Handshake size={28} aria-hidden />}
              title={formatMessage({ id: 'agencies.empty' })}
              data-testid="empty"
            >
              <FormattedMessage id="agencies.empty.about" />
            </EmptyState>
          ) : (
            <div className={cards.list}>
              {items.map((membership) => (
                <MembershipCard key={membership.id} membership={membership} />
              ))}
            </div>
          )
        }
      </QueryView>
    </div>
  );
}
