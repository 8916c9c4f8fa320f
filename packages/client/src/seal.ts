import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

/**
 * How messages of an institution are signed and encrypted 签名与加密. SM2: signature with SM3 digest, r‖s as base64.
 * SM3: digest keyed with a shared secret, hex. `sm4Key`: 32 hex digits; `input` then travels as base64 of SM4-ECB.
 */
export type Signing =
  | {
      readonly algorithm: 'SM2';
      readonly privateKey: string;
      readonly platformPublicKey?: string;
      readonly sm4Key?: string;
    }
  | { readonly algorithm: 'SM3'; readonly secret: string; readonly sm4Key?: string }
  | { readonly algorithm: 'none'; readonly sm4Key?: string };

type Header = Readonly<Record<string, unknown>>;

/** The text that is signed: the header fields without `cainfo` and `input`, sorted by name, as k=v joined with &. */
export function signText(envelope: Header): string {
  return Object.keys(envelope)
    .filter((name) => name !== 'cainfo' && name !== 'input')
    .sort()
    .map((name) => `${name}=${envelope[name] ?? ''}`)
    .join('&');
}

/** Value of `cainfo` for an envelope. */
export function sign(text: string, signing: Signing): string {
  switch (signing.algorithm) {
    case 'none':
      return '';
    case 'SM2':
      return Buffer.from(
        sm2.doSignature(Buffer.from(text, 'utf8'), signing.privateKey, { hash: true }),
        'hex',
      ).toString('base64');
    case 'SM3':
      return createHash('sm3').update(`${text}&key=${signing.secret}`, 'utf8').digest('hex');
  }
}

export function encrypt(plain: string, sm4Key: string): string {
  const cipher = createCipheriv('sm4-ecb', Buffer.from(sm4Key, 'hex'), null);
  return Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

export function decrypt(base64: string, sm4Key: string): string {
  const decipher = createDecipheriv('sm4-ecb', Buffer.from(sm4Key, 'hex'), null);
  return Buffer.concat([decipher.update(Buffer.from(base64, 'base64')), decipher.final()]).toString('utf8');
}
