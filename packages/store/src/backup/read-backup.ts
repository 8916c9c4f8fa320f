import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { errorCode, SetupError } from '../setup-error.ts';
import { type BackupHead, FORMAT } from './backup-format.ts';

/** What a backup holds, piece by piece in its order. */
export type BackupPiece =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'rows'; readonly rows: number };

/** Reads a backup. Throws SetupError when it is no backup, is cut off, or its checksum does not hold (at its end). */
export async function* readBackup(file: string): AsyncGenerator<BackupPiece> {
  const sum = createHash('sha256');
  let complete = false;
  try {
    for await (const { text, bytes } of linesOf(file)) {
      if (complete) throw damaged(file, 'data after its end');
      const value: unknown = JSON.parse(text);
      if (isSum(value)) {
        if (sum.digest('hex') !== value.sha256) throw damaged(file, 'its checksum does not hold');
        complete = true;
        continue;
      }
      sum.update(`${text}\n`);
      if (bytes !== undefined) sum.update(bytes);
      yield pieceOf(file, value, bytes);
    }
  } catch (error) {
    if (error instanceof SetupError) throw error;
    if (errorCode(error) === 'ENOENT') throw noFile(file);
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
  if (!complete) throw damaged(file, 'it is cut off');
}

/** Lines of the file, each with the bytes that it announces. */
async function* linesOf(
  file: string,
): AsyncGenerator<{ readonly text: string; readonly bytes: Buffer | undefined }> {
  const source = createReadStream(file);
  const plain = source.pipe(createGunzip());
  source.once('error', (error) => plain.destroy(error));
  let held: Buffer = Buffer.alloc(0);
  let announced: { readonly text: string; readonly length: number } | undefined;
  for await (const chunk of plain) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      if (announced !== undefined) {
        if (held.length < announced.length) break;
        yield { text: announced.text, bytes: held.subarray(0, announced.length) };
        held = held.subarray(announced.length);
        announced = undefined;
      }
      const end = held.indexOf(0x0a);
      if (end < 0) break;
      const text = held.toString('utf8', 0, end);
      held = held.subarray(end + 1);
      const length = /^\{"bytes":(\d+)\}$/.exec(text)?.[1];
      if (length === undefined) yield { text, bytes: undefined };
      else announced = { text, length: Number(length) };
    }
  }
  if (held.length > 0 || announced !== undefined) throw damaged(file, 'it is cut off');
}

function pieceOf(file: string, value: unknown, bytes: Buffer | undefined): BackupPiece {
  if (bytes !== undefined) return { kind: 'bytes', bytes };
  if (typeof value !== 'object' || value === null) throw damaged(file, 'a line is no object');
  if ('format' in value) {
    if (value.format !== FORMAT) throw damaged(file, `its format is ${String(value.format)}`);
    // The checksum vouches that this is what a backup of that format wrote.
    return { kind: 'head', head: value as BackupHead };
  }
  if ('table' in value && 'columns' in value && Array.isArray(value.columns))
    return { kind: 'table', table: String(value.table), columns: value.columns.map(String) };
  if ('rows' in value) return { kind: 'rows', rows: Number(value.rows) };
  throw damaged(file, 'a line is unknown');
}

function isSum(value: unknown): value is { readonly sha256: string } {
  return typeof value === 'object' && value !== null && 'sha256' in value && Object.keys(value).length === 1;
}

function noFile(file: string): SetupError {
  return new SetupError(
    { zh: `没有文件 ${file}。`, en: `There is no file ${file}.` },
    { zh: '请检查路径。', en: 'Check the path.' },
  );
}

function damaged(file: string, why: string): SetupError {
  return new SetupError(
    {
      zh: `${file} 不是完好的共济备份（${why}）。`,
      en: `${file} is no sound backup of Gongji (${why}).`,
    },
    { zh: '请使用另一份备份。', en: 'Use another backup.' },
  );
}
