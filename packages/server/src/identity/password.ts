import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordPolicy } from './security-policy.ts';

/** 32 MiB and about a tenth of a second for each guess. */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const MAX_MEMORY = 64 * 1024 * 1024;
/** Work done at once: sign-ins in a row must not take the memory of settlements. */
const MOST_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** `scrypt$N$r$p$salt$key`, so that the cost can be raised later without a migration. */
export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** In constant time. A hash we did not write opens nothing. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', key = ''] = hash.split('$');
  if (kind !== 'scrypt') return false;
  const known = Buffer.from(key, 'base64');
  const derived = await derive(password, Buffer.from(salt, 'base64'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return known.length === derived.length && timingSafeEqual(known, derived);
}

let nobodys: Promise<string> | undefined;

/** Compared when there is no such account, so that the time of the answer does not tell. */
export function nobodysHash(): Promise<string> {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'));
  return nobodys;
}

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** Two people type the same password on different keyboards: Unicode is brought to one form first. */
async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY }, (error, key) =>
        error === null ? resolve(key) : reject(error),
      );
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export type PasswordFault = 'too-short' | 'too-long' | 'too-few-classes' | 'holds-account';

const MOST_CHARACTERS = 128;

/** Everything wrong with a new password at once; earlier passwords are compared by the caller. */
export function passwordFaults(
  password: string,
  account: string,
  policy: PasswordPolicy,
): readonly PasswordFault[] {
  const length = [...password].length;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((one) => one.test(password)).length;
  return [
    ...(length < policy.minLength ? (['too-short'] as const) : []),
    ...(length > MOST_CHARACTERS ? (['too-long'] as const) : []),
    ...(classes < policy.classes ? (['too-few-classes'] as const) : []),
    ...(password.toLowerCase().includes(account.toLowerCase()) ? (['holds-account'] as const) : []),
  ];
}

/** No characters that are taken for one another. */
const READABLE = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A secret to be read out or typed once: four groups of five, with all classes, some 110 bits. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join('');
  const groups = Array.from({ length: 4 }, group).join('-');
  return /[a-z]/.test(groups) && /[A-Z]/.test(groups) && /\d/.test(groups) ? groups : oneTimePassword();
}
