import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { PolicyHead } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import type { PolicyModel, SourceText } from '@gongji/engine';

/** A policy with everything that the pages show of it. */
export interface PolicyEntry {
  readonly id: string;
  /** Set when an overlay is laid over the policy `of`. */
  readonly scenario?: NonNullable<PolicyHead['scenario']>;
  /** As the engine names it: SHA-256 of the texts. */
  readonly version: string;
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

/**
 * All policies below `folder` and, as policies of their own, each overlay laid over its policy; the model region first.
 * Texts only: nothing is loaded, so that reading is quick.
 */
export function readPolicies(folder: string): readonly PolicyEntry[] {
  const files = yamlFiles(folder);
  const policies = files.filter((f) => f.format.startsWith('gongji-policy/'));
  const overlays = files.filter((f) => f.format.startsWith('gongji-overlay/'));
  const entries = policies.flatMap((policy) => {
    const id = line(policy.source, 'id');
    const own = overlays.filter((overlay) => line(overlay.source, 'of') === id);
    return [[], ...own.map((overlay) => [overlay])].map((laid) => entryOf(policy, laid, files));
  });
  return [...entries].sort((a, b) => rank(a).localeCompare(rank(b)));
}

function rank({ text, scenario }: PolicyEntry): string {
  const isModel = line(text.source, 'region').startsWith('9901');
  return `${isModel ? 0 : 1}${text.file}${scenario === undefined ? 0 : 1}`;
}

function entryOf(policy: YamlFile, laid: readonly YamlFile[], files: readonly YamlFile[]): PolicyEntry {
  const [overlay] = laid;
  const id = line((overlay ?? policy).source, 'id');
  const cases = files.filter(
    (f) =>
      f.format.startsWith('gongji-case/') &&
      caseOf(f, policy) === id &&
      dirname(f.path).startsWith(dirname(policy.path)),
  );
  return {
    id,
    ...(overlay === undefined
      ? {}
      : { scenario: { of: line(overlay.source, 'of'), name: bilingual(overlay.source) } }),
    version: hashOf([policy, ...laid].map(({ source }) => source).join('\n')),
    text: plain(policy),
    overlays: laid.map(plain),
    cases: cases.map(plain),
    key: keyOf([policy, ...laid, ...cases]),
  };
}

/** Names of pooling regions 统筹区, by division code. */
export type RegionNames = Readonly<Record<string, Bilingual>>;

/** The names beside the policies; a folder without the file has none. The cast says what that file holds. */
export function readRegionNames(folder: string): RegionNames {
  const path = join(folder, 'regions.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as RegionNames) : {};
}

/** What menus need to know of an entry, from the model of its policy. */
export function headOf(
  { id, scenario, version }: PolicyEntry,
  model: PolicyModel,
  regions: RegionNames,
): PolicyHead {
  const { name, region, scheme, inForce, payers } = model;
  const funds = Object.fromEntries([...payers].map(([payer, fund]) => [payer, fund.name]));
  return {
    id,
    name,
    region,
    regionName: regions[region] ?? { zh: region, en: region },
    scheme,
    inForce,
    version,
    funds,
    ...(scenario === undefined ? {} : { scenario }),
  };
}

/** The entry of a text that the database keeps, where no file holds it: without overlays and cases. */
export function keptEntry(source: string): PolicyEntry {
  return entryOf({ source, file: 'policy.yaml', path: '', format: 'gongji-policy/1' }, [], []);
}

function keyOf(texts: readonly SourceText[]): string {
  return hashOf(texts.map(({ source }) => source).join('\0')).slice(0, 16);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
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
