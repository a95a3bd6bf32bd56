/** A person pastes ids with blanks around them and in capitals; the API knows one spelling. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LEDGER_NUMBER = /^[1-9]\d{0,15}$/;

/** The canonical UUID in `text`, or null if it is none. */
export function parseUuid(text: string): string | null {
  const candidate = text.trim().toLowerCase();
  return UUID.test(candidate) ? candidate : null;
}

/** The positive account or transfer number in `text`, with or without its `#`, or null if it is none. */
export function parseLedgerNumber(text: string): number | null {
  const candidate = text.trim().replace(/^#/, '');
  return LEDGER_NUMBER.test(candidate) ? Number(candidate) : null;
}

/**
 * Search parameters with one filter changed. An empty value removes the filter, and any change goes back to the first
 * page, because a cursor belongs to the list it was given for.
 */
export function withFilter(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('cursor');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
