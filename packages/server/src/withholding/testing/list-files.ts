import { csvFile, gb18030Bytes, openSheet, xlsxFile } from '@gongji/sheets';

/** The rows of a downloaded file, with the head. */
export async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of (await openSheet(bytes)).rows)
    for (const { cells } of batch) rows.push(cells.map((cell) => cell.replace(/^\t/, '')));
  // Empty cells at the end of a row are not there.
  return rows.map((row) => [...row, ...Array((rows[0]?.length ?? 0) - row.length).fill('')]);
}

/** Fills in the last two columns by row. */
export const filled = (rows: string[][], results: readonly (readonly [string, string])[]): string[][] =>
  rows.map((row, index) => (index === 0 ? row : [...row.slice(0, -2), ...(results[index - 1] ?? ['', ''])]));
export const asXlsx = (rows: string[][]) => ({
  name: '回盘.xlsx',
  content: Buffer.from(xlsxFile([{ name: 's', columns: [], rows }])).toString('base64'),
});
export const asGb = (rows: string[][]) => ({
  name: '回盘.csv',
  content: Buffer.from(gb18030Bytes(csvFile(rows).slice(1))).toString('base64'),
});
