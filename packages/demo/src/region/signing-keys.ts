import { createHash } from 'node:crypto';
import type { Signing } from '@gongji/client';

/**
 * Keys of the one demo hospital that signs and encrypts its messages (H99010100014). They are derived from a readable
 * text so that nobody mistakes them for a secret.
 */
const digest = (text: string) => createHash('sm3').update(text).digest('hex');

export const SIGNING_HOSPITAL_KEYS = {
  sm2PublicKey:
    '045b2bd1ffe44c164c9f579ea004309b0b1988eef9bd5efed1e1b6653ad7ce223f71f7912a2002d8e4dbe18af70650db1512e6c753b212ce47da7d88b8528c009a',
  sm4Key: digest('gongji demo sm4 key').slice(0, 32),
} as const;

/** How a client of that hospital signs. */
export function signingHospital(): Signing {
  return {
    algorithm: 'SM2',
    privateKey: digest('gongji demo key, not a secret'),
    sm4Key: SIGNING_HOSPITAL_KEYS.sm4Key,
  };
}
