import type { ReactNode } from 'react';
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

/** The catalogue of the reader's language, and their own region's numbers and dates. */
export function Messages({ children }: { readonly children: ReactNode }) {
  return (
    <IntlProvider locale={chooseLocale(navigator.languages)} defaultLocale="en" messages={en}>
      {children}
    </IntlProvider>
  );
}
