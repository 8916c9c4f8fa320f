import { Readable } from 'node:stream';
import { LIMITS } from '../http/limits.ts';

/** The bytes of an uploaded file, read while they come and no further than the limit. */
export async function readUpload(body: unknown): Promise<Uint8Array | 'not-a-file' | 'too-large'> {
  if (!(body instanceof Readable)) return 'not-a-file';
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    const bytes = part as Buffer;
    length += bytes.length;
    if (length > LIMITS.uploadBytes) return 'too-large';
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
