import { Button, Notice, Segmented, Sheet } from '@stagedoor/design';
import { coins } from '@stagedoor/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Gift } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import { addressOf, type Recipient } from './recipient.ts';
import styles from './TipSheet.module.css';
import { TipWordsFields, useTipWords } from './TipWords.tsx';

const AMOUNTS = ['10', '25', '50', '100'] as const;
type Amount = (typeof AMOUNTS)[number];

interface TipSheetProps {
  readonly to: Recipient;
  readonly onClose: () => void;
}

/** Coins from the viewer to the performer, at once. */
export function TipSheet({ to, onClose }: TipSheetProps) {
  const intl = useIntl();
  const client = useClient();
  const wallet = useQuery(queries.wallet(client));
  const [amount, setAmount] = useState<Amount>('25');
  const words = useTipWords();
  // One id for all tries of this tip: pressing twice, or again after a lost reply, pays once.
  const [tipId] = useState(() => crypto.randomUUID());
  const money = coins(Number(amount));
  const tip = useMutation({
    mutationFn: () =>
      client.socket.request('tip.send', {
        tipId,
        ...addressOf(to),
        amount: money,
        ...words.words,
      }),
    onSuccess: onClose,
  });
  const short = wallet.data && wallet.data.available.amountMinor < money.amountMinor;
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={intl.formatMessage({ id: 'tip.title' }, { name: to.performer.displayName })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="tip-sheet"
    >
      <Segmented<Amount>
        label={intl.formatMessage({ id: 'tip.amount' })}
        showLabel
        // After a failed try the amount belongs to the id.
        isDisabled={tip.isPending || tip.isError}
        value={amount}
        onChange={setAmount}
        options={AMOUNTS.map((id) => ({
          id,
          label: <Coins money={coins(Number(id))} />,
          'data-testid': `tip-${id}`,
        }))}
      />
      <TipWordsFields
        words={words}
        name={to.performer.displayName}
        isFixed={tip.isPending || tip.isError}
      />
      {tip.error && (
        <Notice tone="danger" role="alert" data-testid="tip-error">
          {explain(intl, tip.error)}
        </Notice>
      )}
      {wallet.data && (
        <p className={styles.balance}>
          <FormattedMessage
            id="tip.balance"
            values={{ amount: <Coins money={wallet.data.available} /> }}
          />
        </p>
      )}
      <Button
        variant="accent"
        size="lg"
        wide
        icon={<Gift size={20} aria-hidden />}
        isDisabled={short ?? false}
        isPending={tip.isPending}
        onPress={() => tip.mutate()}
        data-testid="send-tip"
      >
        <FormattedMessage id="tip.send" values={{ amount }} />
      </Button>
    </Sheet>
  );
}
