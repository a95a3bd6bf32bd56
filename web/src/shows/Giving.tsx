import { Button } from '@stagedoor/design';
import { Coins, Gift } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { GiftSheet } from '../call/GiftSheet.tsx';
import { TipSheet } from '../call/TipSheet.tsx';
import type { Show } from './ShowPage.tsx';

/** Coins and gifts for the performer, seen by everybody who is in the show. */
export function Giving({ show }: { readonly show: Show }) {
  const [open, setOpen] = useState<'tip' | 'gift' | null>(null);
  const to = {
    performer: { id: show.performerId, displayName: show.performerName ?? show.title },
    eventId: show.eventId,
  };
  const close = () => setOpen(null);
  return (
    <>
      <Button
        variant="accent"
        icon={<Coins size={18} aria-hidden />}
        onPress={() => setOpen('tip')}
        data-testid="open-tip"
      >
        <FormattedMessage id="tip.open" />
      </Button>
      <Button
        icon={<Gift size={18} aria-hidden />}
        onPress={() => setOpen('gift')}
        data-testid="open-gift"
      >
        <FormattedMessage id="gift.open" />
      </Button>
      {open === 'tip' && <TipSheet to={to} onClose={close} />}
      {open === 'gift' && <GiftSheet to={to} onClose={close} />}
    </>
  );
}
