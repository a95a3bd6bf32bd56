import { Button, Notice } from '@stagedoor/design';
import type { GiftItem } from '@stagedoor/sdk';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Gift, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import styles from './GiftForm.module.css';
import { addressOf, type Recipient } from './recipient.ts';
import { TipWordsFields, useTipWords } from './TipWords.tsx';

/** As the server has it. */
const QUANTITY_MAXIMUM = 99;

interface GiftFormProps {
  readonly item: GiftItem;
  readonly to: Recipient;
  readonly onDone: () => void;
}

/** How many, with which words, and the price of it. */
export function GiftForm({ item, to, onDone }: GiftFormProps) {
  const intl = useIntl();
  const client = useClient();
  const cache = useQueryClient();
  const wallet = useQuery(queries.wallet(client));
  const [quantity, setQuantity] = useState(1);
  const words = useTipWords();
  // One id for all tries of this gift: pressing twice, or again after a lost reply, pays once.
  const [giftId] = useState(() => crypto.randomUUID());
  const price = { amountMinor: item.price.amountMinor * quantity, currency: 'COIN' } as const;
  const give = useMutation({
    mutationFn: () =>
      client.rest.post('/api/v1/gifts', {
        body: {
          giftId,
          ...addressOf(to),
          item: item.id,
          quantity,
          price,
          ...words.words,
        },
      }),
    onSuccess: onDone,
    // A price that has changed is shown at once.
    onError: () => cache.invalidateQueries({ queryKey: ['gifts'] }),
  });
  // After a failed try what is given belongs to the id.
  const fixed = give.isPending || give.isError;
  const short = wallet.data !== undefined && wallet.data.available.amountMinor < price.amountMinor;
  return (
    <>
      <div className={styles.quantity}>
        <Button
          icon={<Minus size={16} aria-hidden />}
          isDisabled={fixed || quantity === 1}
          onPress={() => setQuantity(quantity - 1)}
        >
          <FormattedMessage id="gift.fewer" />
        </Button>
        <output data-testid="gift-quantity">{quantity}</output>
        <Button
          icon={<Plus size={16} aria-hidden />}
          isDisabled={fixed || quantity === QUANTITY_MAXIMUM}
          onPress={() => setQuantity(quantity + 1)}
          data-testid="gift-more"
        >
          <FormattedMessage id="gift.more" />
        </Button>
      </div>
      <TipWordsFields words={words} name={to.performer.displayName} isFixed={fixed} />
      {give.error && (
        <Notice tone="danger" role="alert" data-testid="gift-error">
          {explain(intl, give.error)}
        </Notice>
      )}
      <Button
        variant="accent"
        size="lg"
        wide
        icon={<Gift size={20} aria-hidden />}
        isDisabled={short}
        isPending={give.isPending}
        onPress={() => give.mutate()}
        data-testid="send-gift"
      >
        <FormattedMessage id="gift.send" values={{ amount: <Coins money={price} /> }} />
      </Button>
    </>
  );
}
