import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Institution } from '@gongji/store/provider-interface';
import { sm2 } from 'sm-crypto-v2';
import type { Envelope } from './envelope.ts';
import type { JsonObject } from './json.ts';

/** The header as signed: its fields without `cainfo` and `input`, sorted by name (ASCII), k=v joined with &. */
export function headerText(header: JsonObject): string {
  return Object.keys(header)
    .filter((name) => name !== 'cainfo' && name !== 'input')
    .sort()
    .map((name) => `${name}=${header[name] ?? ''}`)
    .join('&');
}

/** The text that a signature covers: the header, and with scope `message` also `&input=` and the input exactly as sent. */
export function signedText(envelope: Envelope, scope: Institution['signatureScope']): string {
  const header = headerText(envelope.header);
  return scope === 'header' ? header : `${header}&input=${envelope.inputText}`;
}

export type SignatureCheck =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly why: string };

const ACCEPTED: SignatureCheck = { kind: 'accepted' };

/**
 * Checks `cainfo` by the institution's own settings, never by what the message claims about itself. An institution that
 * need not sign is accepted as it is: there the line (VPN, front-end machine) carries the trust.
 */
export function checkSignature(envelope: Envelope, institution: Institution): SignatureCheck {
  if (!institution.signatureRequired || institution.signatureAlgorithm === 'none') return ACCEPTED;
  if (envelope.signature === '') return refused('缺少cainfo (cainfo is empty)');
  if (envelope.signType !== '' && envelope.signType !== institution.signatureAlgorithm)
    return refused(`signtype应为${institution.signatureAlgorithm} (expected)`);
  const text = signedText(envelope, institution.signatureScope);
  const good =
    institution.signatureAlgorithm === 'SM2'
      ? verifySm2(text, envelope.signature, institution.sm2PublicKey)
      : verifySm3(text, envelope.signature, institution.sharedSecret);
  return good ? ACCEPTED : refused('签名不符 (does not match)');
}

/** SM2 over the UTF-8 text with SM3 digest; the signature r‖s (64 bytes) in base64 or hex. */
export function verifySm2(text: string, signature: string, publicKey: string | null): boolean {
  if (publicKey === null) return false;
  const hex = /^[0-9a-fA-F]{128}$/.test(signature)
    ? signature
    : Buffer.from(signature, 'base64').toString('hex');
  if (hex.length !== 128) return false;
  try {
    return sm2.doVerifySignature(Buffer.from(text, 'utf8'), hex, publicKey, { hash: true });
  } catch {
    return false; // not a point of the curve, or numbers out of range
  }
}

export function signSm2(text: string, privateKey: string): string {
  const hex = sm2.doSignature(Buffer.from(text, 'utf8'), privateKey, { hash: true });
  return Buffer.from(hex, 'hex').toString('base64');
}

/** Keyed SM3 in either of its two usual forms: HMAC-SM3, or the digest of text + `&key=` + secret; hex or base64. */
export function verifySm3(text: string, signature: string, secret: string | null): boolean {
  if (secret === null || secret === '') return false;
  const given = /^[0-9a-fA-F]{64}$/.test(signature)
    ? Buffer.from(signature, 'hex')
    : Buffer.from(signature, 'base64');
  const hmac = createHmac('sm3', secret).update(text, 'utf8').digest();
  const keyed = createHash('sm3').update(`${text}&key=${secret}`, 'utf8').digest();
  return same(given, hmac) || same(given, keyed);
}

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(why: string): SignatureCheck {
  return { kind: 'refused', why };
}
