/** Text of a file in UTF-8, UTF-16 (with its mark) or GB18030; undefined when it is none of them. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030');
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Rows of CSV (RFC 4180); the separator is the one of comma, semicolon and tab that the first line uses most. */
export function csvRows(text: string): readonly (readonly string[])[] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? '';
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === separator) {
      row.push(bare(cell));
      cell = '';
    } else if (c === '\n') {
      rows.push([...row, bare(cell)]);
      row = [];
      cell = '';
    } else cell += c;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, bare(cell)]);
  return rows;
}

/** Spreadsheets put a tab or an apostrophe, or ="…", around numbers that must keep their digits. */
function bare(cell: string): string {
  const text = cell.trim();
  return /^="(.*)"?$/.exec(text)?.[1]?.replace(/"$/, '') ?? text.replace(/^'/, '');
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const counts = [',', ';', '\t'].map((mark) => ({ mark, n: first.split(mark).length }));
  return counts.reduce((most, one) => (one.n > most.n ? one : most)).mark;
}
