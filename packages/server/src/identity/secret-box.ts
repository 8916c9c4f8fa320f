import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Keeps secrets 密钥封存 that the program must read again (those of the second factor) sealed at rest: AES-256-GCM, bound to
 * what they belong to. A copy of the database without the keys opens none of them.
 */
export interface SecretBox {
  readonly seal: (secret: Uint8Array, owner: string) => Buffer;
  /** Undefined when no key of ours opens it, or it belongs to somebody else. */
  readonly open: (sealed: Uint8Array, owner: string) => Buffer | undefined;
  /** Whether it is sealed with the key that seals new ones. */
  readonly isCurrent: (sealed: Uint8Array) => boolean;
}

/** Layout: version, 4 bytes that name the key, 12 of nonce, the text, 16 of tag. */
const VERSION = 1;
const NONCE_AT = 5;
const TEXT_AT = 17;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** A box with these keys, each of 32 bytes: the first seals, all open. Throws RangeError when there is none. */
export function secretBox(keys: readonly Uint8Array[]): SecretBox {
  const [current] = keys;
  if (current === undefined) throw new RangeError('no key to seal secrets with');
  const byName = new Map(keys.map((key) => [keyName(key).toString('hex'), key]));
  return {
    seal: (secret, owner) => {
      const nonce = randomBytes(TEXT_AT - NONCE_AT);
      const cipher = createCipheriv('aes-256-gcm', current, nonce);
      cipher.setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), keyName(current), nonce, text, cipher.getAuthTag()]);
    },
    open: (sealed, owner) => {
      const key = byName.get(keyNameIn(sealed));
      if (key === undefined || sealed.length < TEXT_AT + TAG_BYTES) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(NONCE_AT, TEXT_AT));
        decipher.setAAD(Buffer.from(owner));
        decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
        return Buffer.concat([
          decipher.update(sealed.subarray(TEXT_AT, sealed.length - TAG_BYTES)),
          decipher.final(),
        ]);
      } catch {
        return undefined;
      }
    },
    isCurrent: (sealed) => keyNameIn(sealed) === keyName(current).toString('hex'),
  };
}

/** Keys from text, one a line in base 64, the one that seals first. Throws RangeError that names the wrong line. */
export function parseSecretKeys(text: string): readonly Buffer[] {
  const lines = text.split(/[\s,]+/).filter((line) => line !== '');
  if (lines.length === 0) throw new RangeError('no key');
  return lines.map((line, index) => {
    const key = Buffer.from(line, 'base64');
    if (key.length !== KEY_BYTES || key.toString('base64') !== line)
      throw new RangeError(`key ${index + 1} is not 32 bytes in base 64`);
    return key;
  });
}

export function newSecretKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

function keyName(key: Uint8Array): Buffer {
  return createHash('sha256')
    .update('gongji key name')
    .update(key)
    .digest()
    .subarray(0, NONCE_AT - 1);
}

function keyNameIn(sealed: Uint8Array): string {
  return sealed[0] === VERSION ? Buffer.from(sealed.subarray(1, NONCE_AT)).toString('hex') : '';
}
