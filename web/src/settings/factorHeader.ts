/** The header that shows a second factor; none for an empty code. */
export function factorHeader(code: string): Readonly<Record<string, string>> {
  const shown = code.trim();
  return shown === '' ? {} : { 'Second-Factor': shown };
}
