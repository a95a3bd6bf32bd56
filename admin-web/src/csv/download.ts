/** Spreadsheets take a file without this mark for the machine's legacy code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Hands the text to the browser as a file to save; nothing leaves the machine. */
export function downloadCsv(fileName: string, csv: string): void {
  downloadFile(fileName, new Blob([BYTE_ORDER_MARK, csv], { type: 'text/csv;charset=utf-8' }));
}

/** The same for a JSON document. */
export function downloadJson(fileName: string, value: unknown): void {
  downloadFile(fileName, new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
}

/** The same for a file that the server has made. */
export function downloadFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
