import { Button, IconButton, TextField } from '@stagedoor/design';
import { coins, type TipBoard, toMajor } from '@stagedoor/sdk';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinField } from '../common/CoinField.tsx';
import { parseCoins } from '../common/parseCoins.ts';
import styles from './TipBoard.module.css';

export type MenuItem = TipBoard['menu'][number];

/** The server keeps no longer menu. */
const MOST_ITEMS = 25;

interface Line {
  readonly key: string;
  readonly title: string;
  readonly price: string;
}

interface TipMenuFormProps {
  readonly menu: readonly MenuItem[];
  readonly isSaving: boolean;
  readonly onSave: (items: readonly MenuItem[]) => void;
}

/** The tip menu, line by line. */
export function TipMenuForm({ menu, isSaving, onSave }: TipMenuFormProps) {
  const intl = useIntl();
  const [lines, setLines] = useState<readonly Line[]>(() =>
    menu.map((item) => ({
      key: crypto.randomUUID(),
      title: item.title,
      price: String(toMajor(item.price)),
    })),
  );
  const change = (key: string, part: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const items = lines.map(({ title, price }) => ({
    title: title.trim(),
    price: parseCoins(price),
  }));
  const save = () => {
    const whole = items.flatMap(({ title, price }): MenuItem[] =>
      title === '' || price === null
        ? []
        : [{ title, price: { amountMinor: coins(price).amountMinor, currency: 'COIN' } }],
    );
    if (whole.length === items.length) {
      onSave(whole);
    }
  };
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ul role="list" className={styles.lines}>
        {lines.map((line) => (
          <li key={line.key} className={styles.line}>
            <TextField
              label={intl.formatMessage({ id: 'tipBoard.itemTitle' })}
              isRequired
              maxLength={80}
              value={line.title}
              onChange={(title) => change(line.key, { title })}
            />
            <CoinField
              label={intl.formatMessage({ id: 'tipBoard.itemPrice' })}
              value={line.price}
              onChange={(price) => change(line.key, { price })}
            />
            <IconButton
              label={intl.formatMessage({ id: 'tipBoard.remove' })}
              icon={<Trash2 aria-hidden />}
              onPress={() => setLines(lines.filter(({ key }) => key !== line.key))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button
          isDisabled={lines.length >= MOST_ITEMS}
          onPress={() => setLines([...lines, { key: crypto.randomUUID(), title: '', price: '' }])}
          data-testid="menu-add"
        >
          <FormattedMessage id="tipBoard.add" />
        </Button>
        <Button type="submit" variant="primary" isPending={isSaving} data-testid="menu-save">
          <FormattedMessage id="tipBoard.save" />
        </Button>
      </div>
    </Form>
  );
}
