import { describe, expect, test } from 'vitest';
import { hashPassword, oneTimePassword, passwordFaults, passwordMatches } from './password.ts';
import { newSecretKey, parseSecretKeys, secretBox } from './secret-box.ts';
import { securityPolicy, waitSeconds } from './security-policy.ts';
import { base32, otpauthUri, totpCode, totpStep } from './totp.ts';

/** RFC 6238 appendix B, SHA-1: the secret is the text 12345678901234567890; eight digits. */
const SECRET = Buffer.from('12345678901234567890');

describe('one-time codes', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %i seconds the code is %s', (seconds, code) => {
    expect(totpCode(SECRET, Math.floor(seconds / 30), 8)).toBe(code);
  });

  test('a code is good one step early or late, and once', () => {
    const at = new Date(59_000);
    // 59 s lies in step 1; the six digits are the last six of the eight of the RFC.
    expect(totpStep(SECRET, '287082', at, 0)).toBe(1);
    expect(totpStep(SECRET, '287082', new Date(89_000), 0)).toBe(1);
    expect(totpStep(SECRET, '287082', new Date(121_000), 0)).toBeUndefined();
    expect(totpStep(SECRET, '287082', at, 1)).toBeUndefined();
    expect(totpStep(SECRET, '', at, 0)).toBeUndefined();
  });

  test('secrets travel in base 32 (RFC 4648: foobar = MZXW6YTBOI)', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(otpauthUri('zhang.san', Buffer.from('foobar'))).toBe(
      'otpauth://totp/%E5%85%B1%E6%B5%8E%20Gongji:zhang.san?secret=MZXW6YTBOI&issuer=%E5%85%B1%E6%B5%8E%20Gongji&algorithm=SHA1&digits=6&period=30',
    );
  });
});

describe('passwords', () => {
  test('match their own hash alone, whatever the keyboard', async () => {
    const hash = await hashPassword('Ａbc-2026-xyz');
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(await passwordMatches('Abc-2026-xyz', hash)).toBe(true);
    expect(await passwordMatches('abc-2026-xyz', hash)).toBe(false);
    expect(await passwordMatches('', '')).toBe(false);
    expect(await hashPassword('Ａbc-2026-xyz')).not.toBe(hash);
  });

  test('everything wrong with one is told at once', () => {
    const { password } = securityPolicy();
    expect(passwordFaults('zhang', 'zhang', password)).toEqual([
      'too-short',
      'too-few-classes',
      'holds-account',
    ]);
    expect(passwordFaults('Correct-Horse-9', 'zhang', password)).toEqual([]);
    expect(passwordFaults(`Aa1${'x'.repeat(126)}`, 'zhang', password)).toEqual(['too-long']);
  });

  test('one-time secrets satisfy the policy and differ', () => {
    const made = Array.from({ length: 50 }, oneTimePassword);
    expect(new Set(made).size).toBe(50);
    for (const one of made) expect(passwordFaults(one, 'zhang', securityPolicy().password)).toEqual([]);
  });
});

describe('waiting after failures', () => {
  // Defaults: from the fifth failure on 30 s, 60 s, 120 s … at most half an hour.
  test.each([
    [4, 0],
    [5, 30],
    [6, 60],
    [10, 960],
    [11, 1800],
    [1000, 1800],
  ])('%i failures: %i seconds', (failures, seconds) => {
    expect(waitSeconds(failures, securityPolicy())).toBe(seconds);
  });

  test('an unknown or impossible setting is refused', () => {
    expect(() => securityPolicy({ password: { minLength: 4 } })).toThrow(/minLength/);
    expect(() => securityPolicy({ pasword: {} })).toThrow(/pasword/);
  });
});

describe('secrets at rest', () => {
  const [old, fresh] = [newSecretKey(), newSecretKey()];
  const secret = Buffer.from('12345678901234567890');

  test('are opened for their owner alone, and by nobody without the key', () => {
    const sealed = secretBox([old]).seal(secret, '7');
    expect(sealed.includes(secret)).toBe(false);
    expect(secretBox([old]).open(sealed, '7')).toEqual(secret);
    expect(secretBox([old]).open(sealed, '8')).toBeUndefined();
    expect(secretBox([fresh]).open(sealed, '7')).toBeUndefined();
    const spoilt = Buffer.from(sealed);
    spoilt[20] = (spoilt[20] ?? 0) ^ 1;
    expect(secretBox([old]).open(spoilt, '7')).toBeUndefined();
  });

  test('a new first key seals, the old one still opens', () => {
    const sealed = secretBox([old]).seal(secret, '7');
    const both = secretBox([fresh, old]);
    expect([both.isCurrent(sealed), both.open(sealed, '7')]).toEqual([false, secret]);
    const again = both.seal(secret, '7');
    expect(secretBox([fresh]).open(again, '7')).toEqual(secret);
    expect(both.isCurrent(again)).toBe(true);
  });

  test('keys are 32 bytes in base 64, at least one', () => {
    const text = `${fresh.toString('base64')}\n${old.toString('base64')}\n`;
    expect(parseSecretKeys(text)).toEqual([fresh, old]);
    expect(() => parseSecretKeys(' \n')).toThrow(/no key/);
    expect(() => parseSecretKeys(`${fresh.toString('base64')}\nc2hvcnQ=`)).toThrow(/key 2/);
    expect(() => secretBox([])).toThrow(/no key/);
  });
});
