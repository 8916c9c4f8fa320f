import { createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { decrypt, encrypt, sign, signText } from './seal.ts';

const envelope = { msgid: 'M1', infno: '1101', fixmedins_code: 'H1', cainfo: 'x', input: { data: {} } };

test('the signed text is the sorted header without cainfo and input', () => {
  expect(signText(envelope)).toBe('fixmedins_code=H1&infno=1101&msgid=M1');
});

test('an SM2 signature verifies with the public key and fails on another text', () => {
  const keys = sm2.generateKeyPairHex();
  const signature = sign('a=1', { algorithm: 'SM2', privateKey: keys.privateKey });
  const raw = Buffer.from(signature, 'base64');
  expect(raw.length).toBe(64);
  expect(sm2.doVerifySignature(Buffer.from('a=1'), raw.toString('hex'), keys.publicKey, { hash: true })).toBe(
    true,
  );
  expect(sm2.doVerifySignature(Buffer.from('a=2'), raw.toString('hex'), keys.publicKey, { hash: true })).toBe(
    false,
  );
});

test('an SM3 signature is the digest of the text and the shared secret', () => {
  expect(sign('a=1', { algorithm: 'SM3', secret: 's' })).toBe(
    createHash('sm3').update('a=1&key=s').digest('hex'),
  );
});

test('SM4 encryption reads back and pads to whole blocks of 16 bytes', () => {
  const key = '0123456789abcdeffedcba9876543210';
  expect(decrypt(encrypt('{"a":"共济"}', key), key)).toBe('{"a":"共济"}');
  expect(Buffer.from(encrypt('0123456789abcdef', key), 'base64').length).toBe(32);
});
