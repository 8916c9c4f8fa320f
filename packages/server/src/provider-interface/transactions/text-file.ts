import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Most text that is unpacked from an uploaded zip. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

export type Rows = readonly (readonly (string | null)[])[];

/** A zip with one UTF-8 text file: TAB between columns, one record per line, `null` for empty. */
export function zipOfRows(name: string, rows: Rows): Uint8Array {
  const text = rows.map((row) => row.map(cell).join('\t')).join('\n');
  return zipSync({ [name]: strToU8(rows.length === 0 ? '' : `${text}\n`) });
}

function cell(value: string | null): string {
  return value === null || value === '' ? 'null' : value.replace(/[\t\r\n]+/g, ' ');
}

/**
 * Rows of an uploaded zip, or of the bare text that some clients send. `null` reads as empty.
 * Undefined when it is neither, holds no file, or unpacks to too much.
 */
export function rowsOfFile(bytes: Uint8Array): readonly (readonly string[])[] | undefined {
  const text = isZip(bytes) ? unzipText(bytes) : decode(bytes);
  if (text === undefined) return undefined;
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t').map((value) => (value.trim() === 'null' ? '' : value.trim())));
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function unzipText(bytes: Uint8Array): string | undefined {
  try {
    let total = 0;
    const files = unzipSync(bytes, {
      filter: (file) => {
        total += file.originalSize;
        return total <= MAX_UNPACKED_BYTES;
      },
    });
    const first = Object.values(files)[0];
    return first === undefined ? undefined : strFromU8(first);
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
