import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { decryptSm4, encryptSm4 } from './encryption.ts';
import { headerText, signSm2, verifySm2, verifySm3 } from './signature.ts';

/** Example of GB/T 32918.5 annex A. */
const PUBLIC_KEY =
  '0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13';
const SIGNATURE =
  'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA';

describe('SM2', () => {
  it('accepts the published example, in hex and base64, and nothing else', () => {
    expect(verifySm2('message digest', SIGNATURE, PUBLIC_KEY)).toBe(true);
    expect(verifySm2('message digest', Buffer.from(SIGNATURE, 'hex').toString('base64'), PUBLIC_KEY)).toBe(
      true,
    );
    expect(verifySm2('message digesT', SIGNATURE, PUBLIC_KEY)).toBe(false);
    expect(verifySm2('message digest', SIGNATURE.replace('F5', 'F6'), PUBLIC_KEY)).toBe(false);
  });

  it.each(['', 'xyz', '00'.repeat(64), 'ff'.repeat(64)])(
    'refuses the signature %s without a fault',
    (signature) => {
      expect(verifySm2('message digest', signature, PUBLIC_KEY)).toBe(false);
    },
  );

  it('signs what it verifies', () => {
    const keys = sm2.generateKeyPairHex();
    expect(verifySm2('a=1&b=2', signSm2('a=1&b=2', keys.privateKey), keys.publicKey)).toBe(true);
  });
});

describe('SM3', () => {
  // GB/T 32905 annex A: the digest of "abc"; GM/T 0042: keyed with 01 … 20.
  it('is the published digest and keyed digest', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1));
    const data = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2);
    expect(createHmac('sm3', key).update(data).digest('hex')).toBe(
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    );
  });

  it('accepts HMAC-SM3 and the digest of text and key', () => {
    expect(verifySm3('a=1', createHmac('sm3', 's').update('a=1').digest('hex'), 's')).toBe(true);
    expect(verifySm3('a=1', createHash('sm3').update('a=1&key=s').digest('base64'), 's')).toBe(true);
    expect(verifySm3('a=2', createHmac('sm3', 's').update('a=1').digest('hex'), 's')).toBe(false);
    expect(verifySm3('a=1', createHmac('sm3', '').update('a=1').digest('hex'), '')).toBe(false);
    expect(verifySm3('a=1', '', null)).toBe(false);
  });
});

describe('SM4', () => {
  const key = '0123456789abcdeffedcba9876543210';
  it('decrypts what the published cipher makes, and reads back its own', () => {
    // GB/T 32907 annex A: the key encrypts its own bytes to 681edf34d206965e86b3e94f536e4246.
    const raw = createDecipheriv('sm4-ecb', Buffer.from(key, 'hex'), null).setAutoPadding(false);
    expect(raw.update('681edf34d206965e86b3e94f536e4246', 'hex', 'hex')).toBe(key);
    expect(decryptSm4(encryptSm4('{"姓名":"张三"}', key), key)).toBe('{"姓名":"张三"}');
    expect(Buffer.from(encryptSm4('0123456789abcdef', key), 'base64')).toHaveLength(32);
  });

  it('gives undefined for what cannot be decrypted', () => {
    expect(decryptSm4('AAAA', key)).toBeUndefined();
    expect(decryptSm4(encryptSm4('x', key), 'ff'.repeat(16))).toBeUndefined();
    expect(decryptSm4('x', '')).toBeUndefined();
  });
});

it('the signed header is sorted, without cainfo and input', () => {
  expect(
    headerText({ msgid: 'm', cainfo: 'x', infno: '1101', input: {}, dev_no: '', opter_type: 1, z: null }),
  ).toBe('dev_no=&infno=1101&msgid=m&opter_type=1&z=');
});
