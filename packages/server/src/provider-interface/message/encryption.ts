import { createCipheriv, createDecipheriv } from 'node:crypto';

/** SM4-ECB with PKCS#7 padding, base64; `key` is 32 hex digits. Undefined when the text cannot be decrypted. */
export function decryptSm4(base64: string, key: string): string | undefined {
  try {
    const decipher = createDecipheriv('sm4-ecb', Buffer.from(key, 'hex'), null);
    return Buffer.concat([decipher.update(Buffer.from(base64, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

export function encryptSm4(plain: string, key: string): string {
  const cipher = createCipheriv('sm4-ecb', Buffer.from(key, 'hex'), null);
  return Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}
