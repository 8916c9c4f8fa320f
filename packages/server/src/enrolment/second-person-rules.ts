import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PERSON_STATUSES } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { z } from 'zod';
import { readDataText } from '../data-file/data-file.ts';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const STATUSES = Object.keys(PERSON_STATUSES) as [string, ...string[]];
const reasoned = { cause: words, cite: z.string().min(1) };

/** Which acts of the registers, and which reversals, need a second person 复核, each with its article. Data, no code; every value must be there. */
const schema = z
  .strictObject({
    format: z.literal('gongji-second-person/1'),
    documents: z.record(
      z.string().regex(/^[A-Z]\d{1,3}$/),
      z.strictObject({ title: words, number: z.string().min(1).optional() }),
    ),
    backdating: z.strictObject({
      months: z.int().min(0).max(600),
      except: z.array(z.enum(STATUSES)),
      ...reasoned,
    }),
    makeUp: z.strictObject({ aboveYuan: z.number().min(0).max(100_000_000), ...reasoned }),
    recognition: z.strictObject(reasoned),
    earlyRetirement: z.strictObject(reasoned),
    keyData: z.strictObject({
      fields: z.array(
        z.enum([
          'name',
          'certType',
          'certNo',
          'bornOn',
          'sex',
          'phone',
          'address',
          'communityId',
          'familyOf',
        ]),
      ),
      ...reasoned,
    }),
    unitData: z.strictObject({
      fields: z.array(z.enum(['name', 'code', 'bankName', 'bankAccount', 'contactPhone', 'areaCode'])),
      acts: z.array(z.enum(['register', 'merge', 'suspend', 'resume', 'cancel'])),
      ...reasoned,
    }),
    reversal: z.strictObject({
      fromYuan: z.int().min(0).max(100_000_000),
      regions: z.record(z.string().regex(/^\d{4}00$/), z.int().min(0).max(100_000_000)),
      ...reasoned,
    }),
  })
  .superRefine((rules, context) => {
    for (const name of [
      'backdating',
      'makeUp',
      'recognition',
      'earlyRetirement',
      'keyData',
      'unitData',
      'reversal',
    ] as const) {
      const [document = ''] = rules[name].cite.split(' ');
      if (Object.hasOwn(rules.documents, document)) continue;
      context.addIssue({ code: 'custom', path: [name, 'cite'], message: `no document ${document}` });
    }
  });
export type SecondPersonRules = z.output<typeof schema>;

const SHIPPED = fileURLToPath(new URL('../../second-person/rules.yaml', import.meta.url));

/**
 * The rules of the agency, `second-person.yaml` in its data folder, or else those that come with the program. Throws
 * SetupError with all that is wrong at once.
 */
export function loadSecondPersonRules(dataDir?: string): SecondPersonRules {
  const own = dataDir === undefined ? undefined : join(dataDir, 'second-person.yaml');
  return readSecondPersonRules(readFileSync(own !== undefined && existsSync(own) ? own : SHIPPED, 'utf8'));
}

export function readSecondPersonRules(text: string): SecondPersonRules {
  const what = { zh: '复核规则', en: 'rules of the second person' };
  return readDataText(schema, what, { name: 'second-person', text });
}

/** The cause of a rule as the officer reads it, with its article. */
export function causeOf(
  rules: Pick<SecondPersonRules, 'documents'>,
  { cause, cite }: { readonly cause: Bilingual; readonly cite: string },
  values: Readonly<Record<string, number | string>> = {},
): Bilingual {
  const [document = '', ...article] = cite.split(' ');
  const title = rules.documents[document]?.title ?? { zh: document, en: document };
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  return {
    zh: `${filled(cause.zh)}（${title.zh}${article.join(' ')}）`,
    en: `${filled(cause.en)} (${title.en} ${article.join(' ')})`,
  };
}
