import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { addDays, type CalendarDate } from '@gongji/domain';
import {
  checkPolicy,
  compilePolicy,
  emitModule,
  loadPolicy,
  type PolicyModel,
  type SourceText,
  spanOf,
} from '@gongji/engine';
import type { PolicyHead } from '../src/policy/catalogue.ts';

/** A policy with everything the application needs of it. */
export interface PolicyEntry {
  readonly head: PolicyHead;
  readonly text: SourceText;
  readonly overlays: readonly SourceText[];
  readonly cases: readonly SourceText[];
  /** Files on disk it was made from, for watching. */
  readonly files: readonly string[];
}

interface YamlFile extends SourceText {
  readonly path: string;
  readonly format: string;
}

/** All policies below `folder` and, as policies of their own, each overlay laid over its policy. Files with errors are left out. */
export function readPolicies(folder: string): readonly PolicyEntry[] {
  const files = yamlFiles(folder);
  const policies = files.filter((f) => f.format.startsWith('gongji-policy/'));
  const overlays = files.filter((f) => f.format.startsWith('gongji-overlay/'));
  const entries = policies.flatMap((policy) => {
    const id = line(policy.source, 'id');
    const own = overlays.filter((overlay) => line(overlay.source, 'of') === id);
    return [[], ...own.map((overlay) => [overlay])].flatMap((laid) => entryOf(policy, laid, files));
  });
  return [...entries].sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** The model region first, then as the files lie. */
function rank({ head, text }: PolicyEntry): string {
  return `${head.region.startsWith('9901') ? 0 : 1}${text.file}${head.scenario === undefined ? 0 : 1}`;
}

function entryOf(
  policy: YamlFile,
  laid: readonly YamlFile[],
  files: readonly YamlFile[],
): readonly PolicyEntry[] {
  const loaded = loadPolicy(policy.source, policy.file, laid);
  if (loaded.policy === undefined) return [];
  const { region, scheme, inForce, version, name, payers } = loaded.policy;
  const funds = Object.fromEntries([...payers].map(([payer, fund]) => [payer, fund.name]));
  const [overlay] = laid;
  const id = overlay === undefined ? loaded.policy.id : line(overlay.source, 'id');
  const cases = files.filter(
    (f) =>
      f.format.startsWith('gongji-case/') &&
      caseOf(f, policy) === id &&
      dirname(f.path).startsWith(dirname(policy.path)),
  );
  const scenario =
    overlay === undefined ? undefined : { of: line(overlay.source, 'of'), name: bilingual(overlay.source) };
  return [
    {
      head: {
        id,
        name,
        region,
        scheme,
        inForce,
        version,
        funds,
        ...(scenario === undefined ? {} : { scenario }),
      },
      text: plain(policy),
      overlays: laid.map(plain),
      cases: cases.map(plain),
      files: [policy, ...laid, ...cases].map((f) => f.path),
    },
  ];
}

/** Id of the policy that a case file proves: named, or that of the folder it lies in. */
function caseOf(file: YamlFile, policy: YamlFile): string {
  return line(file.source, 'policy') || line(policy.source, 'id');
}

function yamlFiles(folder: string): readonly YamlFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const source = readFileSync(path, 'utf8');
      return { path, source, file: relative(folder, path), format: line(source, 'format') };
    });
}

/** Value of a top-level line `key: value`; empty when there is none. */
function line(source: string, key: string): string {
  return new RegExp(`^${key}:\\s*["']?([^"'\\s]+)`, 'm').exec(source)?.[1] ?? '';
}

function bilingual(source: string): { readonly zh: string; readonly en: string } {
  const m = /^name:\s*\{zh:\s*(.+?),\s*en:\s*"?(.+?)"?\}/m.exec(source);
  return { zh: m?.[1] ?? '', en: m?.[2] ?? '' };
}

function plain({ source, file }: SourceText): SourceText {
  return { source, file };
}

/** The chunk of one policy: its texts, and its programs, one for each span of days with the same values. */
export function policyModule({ text, overlays, cases }: PolicyEntry): string {
  const { policy } = loadPolicy(text.source, text.file, overlays);
  const programs = policy === undefined ? [] : spansOf(policy).flatMap((from) => programAt(policy, from));
  return [
    `export const text = ${JSON.stringify(text)};`,
    `export const overlays = ${JSON.stringify(overlays)};`,
    `export const cases = ${JSON.stringify(cases)};`,
    `export const findings = ${JSON.stringify(policy === undefined ? [] : checkPolicy(policy))};`,
    `export const programs = [${programs.join(',\n')}];`,
  ].join('\n');
}

/** First days of the spans in which nothing of the policy changes. */
function spansOf(policy: PolicyModel): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let on: CalendarDate | undefined = policy.inForce.from; on !== undefined; ) {
    days.push(on);
    const { to } = spanOf(policy, on);
    on = to === undefined || to === policy.inForce.to ? undefined : addDays(to, 1);
  }
  return days;
}

/** The module the engine emits, as one expression. */
function programAt(policy: PolicyModel, from: CalendarDate): readonly string[] {
  const { compiled } = compilePolicy(policy, from);
  if (compiled === undefined) return [];
  const statements = emitModule(compiled).replaceAll(/^export const /gm, 'const ');
  return [
    `{ from: ${JSON.stringify(from)}, module: (() => {\n${statements}\nreturn { id, programs };\n})() }`,
  ];
}
