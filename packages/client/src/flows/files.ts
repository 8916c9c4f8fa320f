import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { HisClient } from '../his-client.ts';
import { CallFailed, expectAccepted, textOf } from '../outcome.ts';

/** Rows of a file 文件: columns in the order of the field table; empty travels as `null`. */
export type FileRows = readonly (readonly string[])[];

/** Largest text file taken out of a zip. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** A zip of one UTF-8 text file, columns separated by TAB, one record per line. */
export function zipRows(name: string, rows: FileRows): Uint8Array {
  const text = rows.map((row) => row.map((cell) => (cell === '' ? 'null' : cell)).join('\t')).join('\n');
  return zipSync({ [name]: strToU8(text) });
}

/** Inverse of {@link zipRows}. Throws RangeError when the unpacked text would be too large. */
export function unzipRows(bytes: Uint8Array): FileRows {
  const files = unzipSync(bytes, {
    filter: (file) => {
      if (file.originalSize > MAX_TEXT_BYTES)
        throw new RangeError(`${file.name} unpacks to ${file.originalSize} bytes`);
      return true;
    },
  });
  const first = Object.values(files)[0];
  if (first === undefined) return [];
  return strFromU8(first)
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t').map((cell) => (cell === 'null' ? '' : cell)));
}

/** 9101 upload 文件上传; returns the file number 文件查询号. */
export async function uploadFile(client: HisClient, filename: string, bytes: Uint8Array): Promise<string> {
  const fsUploadIn = { in: [...bytes], filename, fixmedins_code: client.institutionCode };
  return textOf(expectAccepted('9101', await client.call('9101', { fsUploadIn })), 'file_qury_no');
}

/** 9102 download 文件下载. `owner` is `plc` for catalogue files. Throws CallFailed on a refusal. */
export async function downloadFile(
  client: HisClient,
  file: { readonly fileNo: string; readonly filename: string; readonly owner?: string },
): Promise<Uint8Array> {
  const fsDownloadIn = {
    file_qury_no: file.fileNo,
    filename: file.filename,
    fixmedins_code: file.owner ?? client.institutionCode,
  };
  const outcome = await client.download({ fsDownloadIn });
  if (outcome.kind !== 'file') throw new CallFailed('9102', outcome);
  return outcome.bytes;
}

/** 1301–1315 catalogue download 目录下载: every row newer than `version` ("0" = all). */
export async function downloadCatalogue(client: HisClient, infno: string, version = '0'): Promise<FileRows> {
  const output = expectAccepted(infno, await client.call(infno, { data: { ver: version } }));
  const fileNo = textOf(output, 'file_qury_no');
  return unzipRows(
    await downloadFile(client, { fileNo, filename: textOf(output, 'filename'), owner: 'plc' }),
  );
}
