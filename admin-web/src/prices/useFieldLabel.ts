import { useIntl } from 'react-intl';
import en from '../i18n/en.json';

/** What a value of a price list is called; its path where the catalogue has no word for it. */
export function useFieldLabel(): (path: string) => string {
  const { formatMessage } = useIntl();
  return (path) => {
    const id = `prices.field.${path}`;
    return isMessage(id) ? formatMessage({ id }) : path;
  };
}

function isMessage(id: string): id is keyof typeof en {
  return id in en;
}
