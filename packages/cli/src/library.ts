import { dirname, join } from 'node:path';
import { type LoadedPolicy, loadPolicy } from '@gongji/engine';
import { kindOf, readSource, yamlFiles } from './files.ts';
import { UsageError } from './usage-error.ts';

/** A policy that can be loaded: a policy file, or an overlay file together with the policy that it is of. */
export interface LibraryEntry {
  readonly id: string;
  /** The file that makes this entry: the policy's, or the overlay's. */
  readonly file: string;
  /** Files in the order in which they are laid over each other. */
  readonly files: readonly [string, ...string[]];
}

/** All policies and overlays among the files named, and in the folders of the overlays for what they are of. */
export function libraryOf(paths: readonly string[]): readonly LibraryEntry[] {
  const files = yamlFiles(paths).map((file) => ({ file, source: readSource(file) }));
  const policies = files.filter(({ source }) => kindOf(source) === 'policy').map(policyEntry);
  const overlays = files.filter(({ source }) => kindOf(source) === 'overlay');
  return [...policies, ...overlays.map((overlay) => overlayEntry(overlay, policies))];
}

interface SourceFile {
  readonly file: string;
  readonly source: string;
}

function policyEntry({ file, source }: SourceFile): LibraryEntry {
  return { id: field(source, 'id'), file, files: [file] };
}

function overlayEntry({ file, source }: SourceFile, policies: readonly LibraryEntry[]): LibraryEntry {
  const of = field(source, 'of');
  const base = policies.find((policy) => policy.id === of) ?? besideOverlay(file, of);
  if (base === undefined)
    throw new UsageError(`${file} is an overlay of ${of}, and there is no such policy here`);
  return { id: field(source, 'id'), file, files: [base.file, file] };
}

function besideOverlay(file: string, id: string): LibraryEntry | undefined {
  return yamlFiles([dirname(file)])
    .map((path) => ({ file: path, source: readSource(path) }))
    .filter(({ source }) => kindOf(source) === 'policy')
    .map(policyEntry)
    .find((policy) => policy.id === id);
}

/** A top-level text of a file that need not be sound. */
function field(source: string, key: string): string {
  const m = new RegExp(`^${key}:[ \\t]*["']?([^"'#\\s]+)`, 'm').exec(source);
  return m?.[1] ?? '';
}

/** Loads an entry, with further overlays on top. */
export function loadEntry({ files }: LibraryEntry, further: readonly string[] = []): LoadedPolicy {
  const [base, ...overlays] = files;
  const texts = [...overlays, ...further].map((file) => ({ file, source: readSource(file) }));
  return loadPolicy(readSource(base), base, texts);
}

/** Folder of a policy whose cases stand in `cases/`: for `x/cases/good/a.yaml` that is `x`. */
export function policyFolderOf(caseFile: string): string {
  const parts = dirname(caseFile).split('/');
  const cases = parts.lastIndexOf('cases');
  return cases <= 0 ? join(dirname(caseFile), '.') : parts.slice(0, cases).join('/');
}
