/** A cell: text, or an exact decimal that a spreadsheet should read as a number. */
export type Cell = string | { readonly decimal: string };

const NEEDS_QUOTES = /[",\r\n]/;
const LOOKS_LIKE_FORMULA = /^[=+\-@\t\r]/;

/**
 * Comma-separated values (RFC 4180): CRLF line ends, quotes doubled. Text that a spreadsheet would run as a formula is
 * led by an apostrophe (OWASP, CSV injection); decimals are our own digits and stay numbers, minus sign included.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cellText).join(',') + '\r\n').join('');
}

function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell.decimal;
  const inert = LOOKS_LIKE_FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
