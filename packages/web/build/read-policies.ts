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

/** The chunk of one policy: its model as the engine understood it, and its programs, each in a chunk of its own. */
export function policyModule(
  { head, text, overlays }: PolicyEntry,
  programName: (from: CalendarDate) => string,
): string {
  const { policy } = loadPolicy(text.source, text.file, overlays);
  if (policy === undefined) throw new Error(`${head.id} has errors`);
  const programs = spansOf(policy).map(
    (from) => `{ from: ${JSON.stringify(from)}, load: () => import(${JSON.stringify(programName(from))}) }`,
  );
  return `export const model = ${expressionOf(policy)};\nexport const programs = [${programs.join(', ')}];\n`;
}

/** The program for the span of days that starts on `from`, as the engine emits it. */
export function programModule({ head, text, overlays }: PolicyEntry, from: CalendarDate): string {
  const { policy } = loadPolicy(text.source, text.file, overlays);
  const compiled = policy && compilePolicy(policy, from).compiled;
  if (compiled === undefined) throw new Error(`${head.id} does not compile for ${from}`);
  return emitModule(compiled);
}

/** What only the policy room needs: cases, and what the static check finds. */
export function proofModule({ text, overlays, cases }: PolicyEntry): string {
  const { policy } = loadPolicy(text.source, text.file, overlays);
  const findings = policy === undefined ? [] : checkPolicy(policy);
  return `export const cases = ${JSON.stringify(cases)};\nexport const findings = ${JSON.stringify(findings)};\n`;
}

/** A value of maps, lists, objects and numbers as source text. */
function expressionOf(value: unknown): string {
  if (value instanceof Map) return `new Map(${expressionOf([...value])})`;
  if (Array.isArray(value)) return `[${value.map(expressionOf).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, part]) => part !== undefined);
    return `{${fields.map(([key, part]) => `${JSON.stringify(key)}:${expressionOf(part)}`).join(',')}}`;
  }
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
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
