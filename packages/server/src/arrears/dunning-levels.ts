import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readDataText } from '../data-file/data-file.ts';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** Level of dunning 催缴级别: when a notice is due, how long the debtor has, and what it says. Data, no code. */
const dunningLevels = z.strictObject({
  format: z.literal('gongji-dunning/1'),
  /** Schemes whose arrears are dunned for. */
  schemes: z.array(z.enum(['employee', 'resident'])).min(1),
  levels: z
    .array(
      z.strictObject({
        level: z.int().min(1).max(9),
        /** Days after the due day of the oldest bill. */
        afterDays: z.int().min(1).max(3_650),
        payWithinDays: z.int().min(1).max(365),
        title: words,
        body: words,
      }),
    )
    .min(1)
    .refine((all) => all.every((one, i) => i === 0 || rises(all[i - 1], one)), {
      error: 'levels and their days must rise',
    }),
});
export type Dunning = z.output<typeof dunningLevels>;
export type DunningLevel = Dunning['levels'][number];

interface Step {
  readonly level: number;
  readonly afterDays: number;
}

function rises(before: Step | undefined, one: Step): boolean {
  return before !== undefined && before.level < one.level && before.afterDays < one.afterDays;
}

const FILE = fileURLToPath(new URL('../../dunning/levels.yaml', import.meta.url));

/** Schemes and levels, the first first. Throws SetupError with all that is wrong at once. */
export function loadDunning(file: string = FILE): Dunning {
  const text = { name: basename(file), text: readFileSync(file, 'utf8') };
  return readDataText(dunningLevels, { zh: '催缴级别', en: 'levels of dunning' }, text);
}

/** The highest level that so many days have reached; undefined: none. */
export function levelFor(levels: readonly DunningLevel[], daysLate: number): DunningLevel | undefined {
  return levels.findLast(({ afterDays }) => daysLate >= afterDays);
}

/** Text with what stands for each name in braces; a name that is not given stays. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
