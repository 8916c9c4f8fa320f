import { z } from 'zod';

/**
 * What sign-in demands 安全策略: configuration of an installation (`security.json` in the data folder), every value with
 * a default. Defaults follow what level-three protection 等保三级 asks of a system with personal data.
 */
const schema = z.strictObject({
  password: z
    .strictObject({
      minLength: z.int().min(8).max(64).default(10),
      /** Of lower case, upper case, digits and others, how many must occur. */
      classes: z.int().min(1).max(4).default(3),
      /** How many earlier passwords may not come back. */
      history: z.int().min(0).max(24).default(5),
      /** Days until it must be changed; 0 = never. */
      maxAgeDays: z.int().min(0).max(3650).default(90),
    })
    .prefault({}),
  waiting: z
    .strictObject({
      /** Failures in a row after which an account waits. */
      afterFailures: z.int().min(3).max(20).default(5),
      /** The first wait; each further failure doubles it. */
      firstSeconds: z.int().min(1).max(3600).default(30),
      mostSeconds: z.int().min(1).max(86_400).default(1800),
    })
    .prefault({}),
  session: z
    .strictObject({
      idleMinutes: z.int().min(1).max(1440).default(30),
      absoluteHours: z.int().min(1).max(72).default(12),
    })
    .prefault({}),
  /** Whether staff must use a second factor. Insured persons and demo users need none. */
  secondFactor: z.enum(['required', 'optional']).default('required'),
});

export type SecurityPolicy = z.output<typeof schema>;
export type SecuritySettings = z.input<typeof schema>;
export type PasswordPolicy = SecurityPolicy['password'];

/** Settings with the defaults filled in; throws RangeError that names every wrong or unknown one. */
export function securityPolicy(settings: unknown = {}): SecurityPolicy {
  const read = schema.safeParse(settings);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => [...path, message].join(': '));
  throw new RangeError(wrong.join('; '));
}

/** Seconds an account waits after so many failures in a row; 0 = it does not. */
export function waitSeconds(failures: number, { waiting }: SecurityPolicy): number {
  const over = failures - waiting.afterFailures;
  return over < 0 ? 0 : Math.min(waiting.mostSeconds, waiting.firstSeconds * 2 ** Math.min(over, 20));
}
