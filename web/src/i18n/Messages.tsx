import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';
import { chooseLocale } from './locale.ts';
import en from './en.json';

declare global {
  // The shape react-intl looks for, so that an unknown message id does not compile.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace FormatjsIntl {
    interface Message {
      ids: keyof typeof en;
    }
  }
}

/** An id of the message catalogue. */
export type MessageId = keyof typeof en;

/** The catalogue of the reader's language, and their own region's numbers and dates; the words inside controls are of the same. */
export function Messages({ children }: { readonly children: ReactNode }) {
  const locale = chooseLocale(navigator.languages);
  return (
    <IntlProvider locale={locale} defaultLocale="en" messages={en}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </IntlProvider>
  );
}
