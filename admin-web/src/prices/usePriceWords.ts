import { useIntl } from 'react-intl';
import { type Field, type Section, SECTIONS, TERMS } from './sections.ts';
import { useFieldLabel } from './useFieldLabel.ts';
import { useMeaning } from './useMeaning.ts';

interface Place {
  readonly field: Field;
  /** None for a single value. */
  readonly section?: Section;
  readonly row?: string;
}

/** Where in a list a path such as `packages.inr-49.priceMinor` leads, undefined where nothing has words for it. */
function placeOf(path: string): Place | undefined {
  const section = SECTIONS.find(({ name }) => path.startsWith(`${name}.`));
  if (!section) {
    const field = TERMS.find((term) => term.path === path);
    return field && { field };
  }
  const inSection = path.slice(section.name.length + 1);
  const field = section.fields.find((candidate) => inSection.endsWith(`.${candidate.path}`));
  return field && { section, field, row: inSection.slice(0, -field.path.length - 1) };
}

/** As the contract has it, from how a change writes it down. */
function valueOf({ kind }: Field, text: string): unknown {
  switch (kind) {
    case 'flag':
      return text === 'true';
    case 'number':
    case 'money':
    case 'share':
    case 'factor':
      return Number(text);
    default:
      return text;
  }
}

/** What the paths and values of a price list are called by people; as they are where there are no words. */
export function usePriceWords(currency: string) {
  const { formatMessage } = useIntl();
  const label = useFieldLabel();
  const meaning = useMeaning(currency);
  return {
    place: (path: string): string => {
      const place = placeOf(path);
      if (!place) return path;
      const field = label(place.field.path);
      return place.section === undefined
        ? field
        : formatMessage(
            { id: 'prices.place' },
            {
              section: formatMessage({ id: `prices.section.${place.section.name}` }),
              row: place.row,
              field,
            },
          );
    },
    value: (path: string, text: string): string => {
      const field = placeOf(path)?.field;
      return (field && meaning(field, valueOf(field, text))) ?? text;
    },
  };
}
