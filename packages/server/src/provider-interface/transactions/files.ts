import { fileByNumber, insertFile } from '@gongji/store/provider-interface';
import type { Call } from '../call.ts';
import { beijingTime } from '../message/beijing-time.ts';
import { own } from '../message/json.ts';
import type { FieldReader } from '../reading/field-reader.ts';
import { reject } from '../reading/rejections.ts';
import { answering, done, effect, rejected, type Transaction } from '../transaction.ts';

const KEEP_MS = 7 * 86_400_000;

const upload9101 = effect({
  infno: '9101',
  name: { zh: '文件上传', en: 'File upload' },
  openToSuspended: true,
  read: (input, call) => {
    const f = input.one(['fsUploadIn', 'fsuploadin', 'data']);
    return {
      filename: f.maybeText('filename', 200) ?? 'upload.zip',
      content: call.file ?? readBytes(f, call),
    };
  },
  run: async (call, { filename, content }, tx) => {
    const fileNo = call.services.newId();
    const expiresAt = new Date(call.receivedAt.getTime() + KEEP_MS);
    const institutionCode = call.institution.code;
    await insertFile(tx, {
      fileNo,
      institutionCode,
      filename,
      purpose: 'upload',
      content,
      createdAt: call.receivedAt,
      expiresAt,
    });
    return done({
      file_qury_no: fileNo,
      filename,
      fixmedins_code: institutionCode,
      dld_endtime: beijingTime(expiresAt),
    });
  },
  write: (output) => output,
});

/** `in`: an array of bytes (0…255, or −128…127 as some languages have them), or base64. */
function readBytes(f: FieldReader, call: Call): Uint8Array {
  const value = own(f.raw, 'in');
  if (Array.isArray(value)) {
    if (value.every((b) => Number.isInteger(b) && b >= -128 && b <= 255))
      return Uint8Array.from(value, (b: number) => b & 255);
  } else if (typeof value === 'string' && /^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(value)) {
    const bytes = Buffer.from(value, 'base64');
    if (bytes.length <= call.services.limits.fileBytes) return bytes;
  }
  f.problem(
    reject('field-malformed', {
      field: f.field('in'),
      expected: '字节数组或base64',
      expected_en: 'an array of bytes or base64',
    }),
  );
  return new Uint8Array();
}

const download9102 = answering({
  infno: '9102',
  name: { zh: '文件下载', en: 'File download' },
  read: (input) => ({ fileNo: input.one(['fsDownloadIn', 'fsdownloadin', 'data']).text('file_qury_no', 60) }),
  run: async (call, { fileNo }) => {
    const by = { fileNo, institutionCode: call.institution.code, now: call.receivedAt };
    const file = await fileByNumber(call.services.pool, by);
    if (file === undefined)
      return rejected(reject('record-unknown', { field: 'fsDownloadIn.file_qury_no', value: fileNo }));
    return { kind: 'file', filename: file.filename, content: file.content };
  },
});

export const FILES: readonly Transaction[] = [upload9101, download9102];
