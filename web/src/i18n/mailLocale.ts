/** Languages that the server writes mail in; more than the page speaks. */
const LANGUAGES = ['en', 'hi', 'kn', 'ta', 'te'];

/** The first of the reader's locales in which mail can be written, with its region: `ta-IN` writes 1,23,456. */
export function mailLocale(wanted: readonly string[]): string {
  const { language, region } =
    wanted
      .map((tag) => new Intl.Locale(tag))
      .find((locale) => LANGUAGES.includes(locale.language)) ?? new Intl.Locale('en');
  return region === undefined ? language : `${language}-${region}`;
}
