import en from './en.json';

/** Messages by language; a language is here when it is complete, and a test says so. */
const CATALOGUES: ReadonlyMap<string, Record<string, string>> = new Map([['en', en]]);

const FALLBACK = 'en';

/** What the reader's browser asks for. */
export interface Language {
  /** In full, `en-IN`, because it decides how numbers and dates are written. */
  readonly locale: string;
  readonly messages: Record<string, string>;
}

/** The first of the reader's languages that there is a catalogue for, else English. */
export function languageFor(preferred: readonly string[]): Language {
  for (const locale of preferred) {
    const messages = CATALOGUES.get(new Intl.Locale(locale).language);
    if (messages) return { locale, messages };
  }
  return { locale: FALLBACK, messages: en };
}
