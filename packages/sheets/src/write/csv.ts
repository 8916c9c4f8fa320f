/** One cell: text, or an amount that a spreadsheet may add up. */
export type CsvCell = string | { readonly amount: string };

const BOM = '\uFEFF';

/**
 * A CSV file for spreadsheets: UTF-8 with a byte order mark, CRLF, every cell quoted. A text that a spreadsheet would take
 * for a formula gets an apostrophe; a long number gets a tab before it, else its last digits would be lost.
 */
export function csvFile(rows: readonly (readonly CsvCell[])[]): string {
  return BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: CsvCell): string {
  if (typeof value !== 'string') return /^-?\d+(\.\d+)?$/.test(value.amount) ? value.amount : '""';
  const text = /^\d{12,}$/.test(value) ? `\t${value}` : /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
