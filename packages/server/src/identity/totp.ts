import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Time-based one-time codes 动态口令, RFC 6238 with the values every authenticator app takes: SHA-1, 6 digits, 30 s. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Steps before and after now that are taken: clocks of telephones differ. */
const DRIFT_STEPS = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 bits, the length RFC 4226 recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** The code of one step of thirty seconds since 1970. */
export function totpCode(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step for which the code is right, later than `after`; undefined when there is none. */
export function totpStep(secret: Uint8Array, code: string, at: Date, after: number): number | undefined {
  const now = Math.floor(at.getTime() / 1000 / STEP_SECONDS);
  const typed = Buffer.from(code.padStart(DIGITS, '0'));
  for (let step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step += 1) {
    const right = Buffer.from(totpCode(secret, step));
    if (typed.length === right.length && timingSafeEqual(typed, right) && step > after) return step;
  }
  return undefined;
}

export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** What an authenticator app reads from the QR code. */
export function otpauthUri(account: string, secret: Uint8Array): string {
  const label = `${encodeURIComponent('共济 Gongji')}:${encodeURIComponent(account)}`;
  const fields = new URLSearchParams({
    secret: base32(secret),
    issuer: '共济 Gongji',
    algorithm: 'SHA1',
    digits: String(DIGITS),
    period: String(STEP_SECONDS),
  });
  return `otpauth://totp/${label}?${fields.toString().replaceAll('+', '%20')}`;
}

/** Ten codes of fifty bits; each opens once. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => {
    const text = base32(randomBytes(7)).slice(0, 10).toLowerCase();
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
}

/** Random enough that a plain hash keeps them. */
export function recoveryCodeHash(code: string): Buffer {
  return createHash('sha256').update(code.trim().toLowerCase()).digest();
}
