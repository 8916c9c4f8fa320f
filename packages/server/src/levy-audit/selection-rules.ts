import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SELECTION_SIGNALS } from '@gongji/contract';
import { SetupError } from '@gongji/store';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const measure = z
  .strictObject({ weight: z.int().min(0).max(100), from: z.number().min(0), full: z.number().positive() })
  .refine(({ from, full }) => from < full, { message: 'from must be below full' });
const file = z
  .strictObject({
    format: z.literal('gongji-levy-selection/1'),
    months: z.int().min(1).max(24),
    minPersons: z.int().min(1),
    signals: z.record(z.enum(SELECTION_SIGNALS), measure),
  })
  .refine(({ signals }) => Object.values(signals).reduce((sum, { weight }) => sum + weight, 0) === 100, {
    path: ['signals'],
    message: 'the weights must come to 100',
  });

/** Weights and thresholds of the selection 选户规则, as data (checks/levy-selection.yaml). */
export type SelectionRules = z.output<typeof file>;

const FILE = fileURLToPath(new URL('../../../../checks/levy-selection.yaml', import.meta.url));

let known: SelectionRules | undefined;
/** The rules of this program, read once. Throws SetupError with everything that is wrong. */
export function selectionRules(): SelectionRules {
  known ??= readRules();
  return known;
}

function readRules(): SelectionRules {
  const read = loadSelectionRules(readFileSync(FILE, 'utf8'));
  if ('signals' in read) return read;
  const text = read.problems.join('\n');
  throw new SetupError(
    {
      zh: `选户规则文件 ${FILE} 有错误：\n${text}`,
      en: `The file of the selection ${FILE} is wrong:\n${text}`,
    },
    { zh: '请按提示改正。', en: 'Correct it as it says.' },
  );
}

/** Reads a file of rules; every problem at once. */
export function loadSelectionRules(
  source: string,
): SelectionRules | { readonly problems: readonly string[] } {
  const yaml = parseDocument(source, { uniqueKeys: true });
  if (yaml.errors.length > 0) return { problems: yaml.errors.map((error) => error.message) };
  const read = file.safeParse(yaml.toJS({ maxAliasCount: 0 }));
  if (read.success) return read.data;
  return { problems: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}
