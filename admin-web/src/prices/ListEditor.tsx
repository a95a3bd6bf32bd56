import { Button, IconButton } from '@stagedoor/design';
import { Plus, Trash2 } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { PriceList } from '../api/types.ts';
import { Section } from '../parts/Section.tsx';
import { FieldInput } from './FieldInput.tsx';
import styles from './Prices.module.css';
import {
  fieldsOf,
  SECTIONS,
  shown,
  TERMS,
  withField,
  withRows,
  withTerm,
  type Row,
  type Section as Part,
} from './sections.ts';

interface ListEditorProps {
  readonly prices: PriceList;
  readonly onChange: (prices: PriceList) => void;
}

/** A price list to write on. */
export function ListEditor({ prices, onChange }: ListEditorProps) {
  const { formatMessage } = useIntl();
  const whole = shown(prices);
  return (
    <>
      {SECTIONS.map((part) => (
        <Rows
          key={part.name}
          part={part}
          currency={prices.currency}
          rows={prices[part.name] as unknown as readonly Row[]}
          onChange={(rows) => onChange(withRows(prices, part.name, rows))}
        />
      ))}
      <Section title={formatMessage({ id: 'prices.section.terms' })}>
        <div className={styles.row}>
          {TERMS.map((field) => (
            <FieldInput
              key={field.path}
              field={field}
              row={whole}
              currency={prices.currency}
              onChange={(value) => onChange(withTerm(prices, field.path, value))}
              testId={`price-${field.path}`}
            />
          ))}
        </div>
      </Section>
    </>
  );
}

interface RowsProps {
  readonly part: Part;
  readonly currency: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

function Rows({ part, currency, rows, onChange }: RowsProps) {
  const { formatMessage } = useIntl();
  const title = formatMessage({ id: `prices.section.${part.name}` });
  return (
    <Section
      title={title}
      aside={
        <Button
          size="sm"
          icon={<Plus size={16} aria-hidden />}
          onPress={() => onChange([...rows, part.blank])}
          data-testid={`add-${part.name}`}
        >
          <FormattedMessage id="prices.add" />
        </Button>
      }
    >
      <div className={styles.rows}>
        {rows.map((row, index) => (
          <div key={index} className={styles.row} role="group" aria-label={`${title} ${index + 1}`}>
            {fieldsOf(part, row).map((field) => (
              <FieldInput
                key={field.path}
                field={field}
                row={row}
                currency={currency}
                onChange={(value) => onChange(rows.with(index, withField(row, field, value)))}
                testId={`price-${part.name}-${index}-${field.path}`}
              />
            ))}
            <IconButton
              size="sm"
              label={formatMessage({ id: 'prices.remove' })}
              icon={<Trash2 size={16} aria-hidden />}
              onPress={() => onChange(rows.filter((_, other) => other !== index))}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}
