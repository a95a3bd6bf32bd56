import { EmptyState, Notice, Sheet, Skeleton } from '@stagedoor/design';
import type { GiftItem } from '@stagedoor/sdk';
import { useQuery } from '@tanstack/react-query';
import { Gift } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { explain } from '../common/problems.ts';
import { isLive } from '../plans/planFacts.ts';
import { GiftForm } from './GiftForm.tsx';
import { GiftShelf, isLocked } from './GiftShelf.tsx';
import type { Recipient } from './recipient.ts';

interface GiftSheetProps {
  readonly to: Recipient;
  readonly onClose: () => void;
  /** When something was given; the sheet closes then. */
  readonly onGiven?: () => void;
}

/** Something from the catalogue for the performer, at once. */
export function GiftSheet({ to, onClose, onGiven }: GiftSheetProps) {
  const intl = useIntl();
  const client = useClient();
  const gifts = useQuery(queries.gifts(client));
  const [chosen, setChosen] = useState<GiftItem | null>(null);
  const { performer } = to;
  const items = gifts.data?.items ?? [];
  const mine = useQuery({
    ...queries.subscriptions(client),
    enabled: items.some(({ category }) => category === 'EXCLUSIVE'),
  });
  const isMember =
    mine.data?.items.some(
      (subscription) => subscription.plan.performerId === performer.id && isLive(subscription),
    ) ?? false;
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={intl.formatMessage({ id: 'gift.title' }, { name: performer.displayName })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="gift-sheet"
    >
      {gifts.isPending && <Skeleton shape="block" />}
      {gifts.error && (
        <Notice tone="danger" role="alert">
          {explain(intl, gifts.error)}
        </Notice>
      )}
      {gifts.data?.items.length === 0 && (
        <EmptyState
          icon={<Gift size={28} aria-hidden />}
          title={intl.formatMessage({ id: 'gift.none' })}
        />
      )}
      <GiftShelf items={items} chosen={chosen} isMember={isMember} onChoose={setChosen} />
      {chosen &&
        (isLocked(chosen, isMember) ? (
          <Notice tone="info" role="status" data-testid="gift-locked">
            <FormattedMessage id="gift.membersOnly" values={{ name: performer.displayName }} />
          </Notice>
        ) : (
          // Another gift is another id, and its form begins anew.
          <GiftForm
            key={chosen.id}
            item={chosen}
            to={to}
            onDone={() => {
              onClose();
              onGiven?.();
            }}
          />
        ))}
    </Sheet>
  );
}
