/** Languages that have a catalogue. */
const LANGUAGES = ['en'];

/** The first of the reader's locales whose language we speak, region included: `en-IN` writes 1,23,456. */
export function chooseLocale(wanted: readonly string[]): string {
  return wanted.find((locale) => LANGUAGES.includes(new Intl.Locale(locale).language)) ?? 'en';
}
