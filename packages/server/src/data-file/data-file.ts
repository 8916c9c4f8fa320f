import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '@gongji/domain';
import { SetupError } from '@gongji/store';
import { parseDocument } from 'yaml';
import type { z } from 'zod';

/** A text in YAML, and what it is called where it is wrong. */
export interface DataText {
  readonly name: string;
  readonly text: string;
}

/**
 * Rules that are data and no code 数据文件: layouts, levels, who decides. Throws SetupError with everything that is wrong in
 * all of the texts at once; `what` they are, for whoever reads that.
 */
export function readData<Schema extends z.ZodType>(
  schema: Schema,
  what: Bilingual,
  texts: readonly DataText[],
): readonly z.output<Schema>[] {
  const read = texts.map(({ name, text }) => ({ name, ...readOne(schema, text) }));
  const wrong = read.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`));
  if (wrong.length === 0) return read.flatMap(({ values }) => values);
  throw new SetupError(
    {
      zh: `${what.zh}有误：\n${wrong.join('\n')}\n`,
      en: `wrong ${what.en}:\n${wrong.join('\n')}\n`,
    },
    { zh: '请按提示改正。', en: 'Correct them as it says.' },
  );
}

/** The same of a single text. */
export function readDataText<Schema extends z.ZodType>(
  schema: Schema,
  what: Bilingual,
  text: DataText,
): z.output<Schema> {
  const [read] = readData(schema, what, [text]);
  if (read === undefined) throw new Error(`${text.name} gave nothing`);
  return read;
}

/** Every YAML file of a folder, by name. */
export function textsIn(folder: string): readonly DataText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

function readOne<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): { readonly problems: readonly string[]; readonly values: readonly z.output<Schema>[] } {
  const yaml = parseDocument(text, { uniqueKeys: true });
  if (yaml.errors.length > 0) return { problems: yaml.errors.map(({ message }) => message), values: [] };
  const read = schema.safeParse(yaml.toJS({ maxAliasCount: 0 }));
  return read.success
    ? { problems: [], values: [read.data] }
    : {
        problems: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
        values: [],
      };
}
