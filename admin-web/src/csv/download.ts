/** Spreadsheets take a file without this mark for the machine's legacy code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Hands the text to the browser as a file to save; nothing leaves the machine. */
export function downloadCsv(fileName: string, csv: string): void {
  const url = URL.createObjectURL(
    new Blob([BYTE_ORDER_MARK, csv], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
