import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { PolicyHead } from '@gongji/contract';
import { loadPolicy, type SourceText } from '@gongji/engine';

/** A policy with everything that the pages show of it. */
export interface PolicyEntry {
  readonly head: PolicyHead;
  readonly text: SourceText;
  readonly overlays: readonly SourceText[];
  readonly cases: readonly SourceText[];
  /** Of all its texts: addresses with it never change their content. */
  readonly key: string;
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
      key: keyOf([policy, ...laid, ...cases]),
    },
  ];
}

/** The entry of a text that the database keeps, where no file holds it: without overlays and cases. */
export function keptEntry(source: string): PolicyEntry | undefined {
  const text = { source, file: 'policy.yaml' };
  return entryOf({ ...text, path: '', format: 'gongji-policy/1' }, [], [])[0];
}

function keyOf(texts: readonly SourceText[]): string {
  const hash = createHash('sha256');
  for (const { source } of texts) hash.update(source).update('\0');
  return hash.digest('hex').slice(0, 16);
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
