import { Button, Card, Notice } from '@stagedoor/design';
import type { Performer } from '@stagedoor/sdk';
import { Gift } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { GiftSheet } from '../call/GiftSheet.tsx';
import styles from './FanCard.module.css';

/** Something for a performer without a call; it waits in the performer's list of what was given. */
export function GiftCard({ performer }: { readonly performer: Performer }) {
  const [isOpen, setOpen] = useState(false);
  const [wasGiven, setGiven] = useState(false);
  return (
    <Card as="section" className={styles.card}>
      <Button
        wide
        icon={<Gift size={20} aria-hidden />}
        onPress={() => setOpen(true)}
        data-testid="open-gift"
      >
        <FormattedMessage id="gift.open" />
      </Button>
      {wasGiven && (
        <Notice tone="success" role="status" data-testid="gift-given">
          <FormattedMessage id="gift.given" values={{ name: performer.displayName }} />
        </Notice>
      )}
      {isOpen && (
        <GiftSheet
          to={{ performer }}
          onClose={() => setOpen(false)}
          onGiven={() => setGiven(true)}
        />
      )}
    </Card>
  );
}
