import { useEffect } from 'react';
import { useIntl } from 'react-intl';

/** Names the browser's tab, for pages without the usual heading. */
export function usePageTitle(title: string): void {
  const intl = useIntl();
  useEffect(() => {
    document.title = intl.formatMessage({ id: 'app.pageTitle' }, { page: title });
  }, [intl, title]);
}
