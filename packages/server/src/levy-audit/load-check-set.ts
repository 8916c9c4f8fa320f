import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SetupError } from '@gongji/store';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { CheckSet } from './check-set.ts';

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const name = z.string().regex(/^[a-z][A-Za-z]*$/);
const column = z.strictObject({
  name: bilingual,
  type: z.enum(['text', 'day', 'month', 'yuan', 'count', 'years']),
  required: z.boolean().default(false),
  words: z.record(z.string(), z.string()).optional(),
  example: z.string().min(1),
});
const evidence = name;
const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('personsMissing'), evidence }),
  z.strictObject({ kind: z.literal('personsExtra'), evidence }),
  z.strictObject({ kind: z.literal('baseBelow'), evidence, wage: name }),
  z.strictObject({ kind: z.literal('yearsShort'), evidence, years: name }),
  z.strictObject({ kind: z.literal('fieldsDiffer'), evidence, fields: z.array(name).min(1) }),
  z.strictObject({ kind: z.literal('moneyDiffers'), evidence, amount: name }),
  z.strictObject({ kind: z.literal('unitsMissing'), evidence }),
  z.strictObject({
    kind: z.literal('unitsSelected'),
    evidence,
    by: name.optional(),
    where: z.strictObject({
      registeredWithinMonths: z.int().positive().optional(),
      industryContains: z.array(z.string().min(1)).min(1).optional(),
      branchesAtLeast: z.int().positive().optional(),
      headcountAtMost: z.int().positive().optional(),
      notInsured: z.boolean().optional(),
      filled: name.optional(),
    }),
  }),
  z.strictObject({ kind: z.literal('sumsDiffer'), evidence, left: name, right: name }),
  z.strictObject({ kind: z.literal('baseSumBelow'), evidence, wages: name }),
]);
const file = z.strictObject({
  format: z.literal('gongji-levy-checks/1'),
  documents: z.record(z.string(), z.strictObject({ title: bilingual, date: z.string() })),
  evidence: z.record(
    name,
    z.strictObject({ name: bilingual, of: z.enum(['person', 'unit']), columns: z.record(name, column) }),
  ),
  checks: z.array(
    z.strictObject({
      id: name,
      family: z.enum(['fiveChecks', 'mustCheck', 'comparisons']),
      name: bilingual,
      cite: z.string(),
      needs: z.array(name).min(1),
      rules: z.array(rule).min(1),
    }),
  ),
});
type CheckFile = z.output<typeof file>;

const FILE = fileURLToPath(new URL('../../../../checks/levy.yaml', import.meta.url));

/** The checks of the repository. Throws SetupError with everything that is wrong. */
export function readCheckSet(path: string = FILE): CheckSet {
  const read = loadCheckSet(readFileSync(path, 'utf8'));
  if ('checks' in read) return read;
  const text = read.problems.join('\n');
  throw new SetupError(
    { zh: `稽核检查项文件 ${path} 有错误：\n${text}`, en: `The file of checks ${path} is wrong:\n${text}` },
    { zh: '请按提示改正。', en: 'Correct it as it says.' },
  );
}

/** Reads a file of checks; every problem at once. */
export function loadCheckSet(source: string): CheckSet | { readonly problems: readonly string[] } {
  const yaml = parseDocument(source, { uniqueKeys: true });
  if (yaml.errors.length > 0) return { problems: yaml.errors.map((error) => error.message) };
  const read = file.safeParse(yaml.toJS({ maxAliasCount: 0 }));
  if (!read.success)
    return { problems: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  const problems = referenceProblems(read.data);
  return problems.length > 0 ? { problems } : checkSet(read.data);
}

/** Names that are used but not said: evidence, columns, documents; and what a row needs to be about something. */
function referenceProblems({ documents, evidence: kinds, checks }: CheckFile): readonly string[] {
  const found: string[] = [];
  for (const [id, kind] of Object.entries(kinds)) {
    const key = kind.of === 'person' ? 'certNo' : 'uscc';
    if (kind.columns[key]?.required !== true) found.push(`evidence.${id}: needs a required column ${key}`);
  }
  const seen = new Set<string>();
  for (const check of checks) {
    const at = `checks.${check.id}`;
    if (seen.has(check.id)) found.push(`${at}: there are two of this name`);
    seen.add(check.id);
    const [document = '', article = ''] = check.cite.split(' ');
    if (documents[document] === undefined || article === '')
      found.push(`${at}.cite: "${check.cite}" must be a document and its article`);
    for (const rule of check.rules) {
      if (!check.needs.includes(rule.evidence)) found.push(`${at}: ${rule.evidence} is not among its needs`);
      const kind = kinds[rule.evidence];
      if (kind === undefined) found.push(`${at}: there is no evidence ${rule.evidence}`);
      else
        for (const used of columnsOf(rule))
          if (kind.columns[used] === undefined) found.push(`${at}: ${rule.evidence} has no column ${used}`);
    }
  }
  return found;
}

function columnsOf(rule: CheckFile['checks'][number]['rules'][number]): readonly string[] {
  switch (rule.kind) {
    case 'baseBelow':
      return [rule.wage];
    case 'yearsShort':
      return [rule.years];
    case 'fieldsDiffer':
      return rule.fields;
    case 'moneyDiffers':
      return [rule.amount, 'month'];
    case 'unitsSelected':
      return [rule.by, rule.where.filled].flatMap((one) => (one === undefined ? [] : [one]));
    case 'sumsDiffer':
      return [rule.left, rule.right];
    case 'baseSumBelow':
      return [rule.wages, 'month'];
    case 'personsMissing':
    case 'personsExtra':
    case 'unitsMissing':
      return [];
  }
}

function checkSet(read: CheckFile): CheckSet {
  const kinds = Object.entries(read.evidence).map(([id, kind]) => {
    const columns = Object.entries(kind.columns).map(([column, { words, ...rest }]) => ({
      id: column,
      ...rest,
      ...(words === undefined ? {} : { words }),
    }));
    return [id, { id, name: kind.name, of: kind.of, columns }] as const;
  });
  const documents = Object.entries(read.documents).map(([id, { title }]) => [id, title] as const);
  return { evidence: new Map(kinds), checks: read.checks, documents: new Map(documents) };
}
