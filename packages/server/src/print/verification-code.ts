import { createHash, createHmac } from 'node:crypto';

/** Letters and digits that are not mistaken for one another (no I, L, O, U). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 10;

/**
 * Verification code 验证码: 80 bits of a keyed digest over what the paper is and what amounts it states. Nobody can make
 * one up, and the same content always has the same.
 */
export function verificationCode(
  secret: Buffer,
  document: string,
  subject: string,
  content: unknown,
): string {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const mac = createHmac('sha256', secret).update(`${document}|${subject}|${digest}`).digest();
  return base32(mac.subarray(0, BYTES));
}

/** ABCD-EFGH-JKMN-PQRS: as it is printed. */
export function groupedCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}

/** What somebody typed, as the code it means; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined;
}

function base32(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < (bytes.length * 8) / 5; i += 1) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}
