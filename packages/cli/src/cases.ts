import { type CaseFile, type CaseModel, dayOf, loadCases, type PolicyModel } from '@gongji/engine';
import { readSource } from './files.ts';
import type { Language } from './language.ts';
import { type LibraryEntry, loadEntry, policyFolderOf } from './library.ts';
import { mustCompile, unreadable } from './loading.ts';
import { UsageError } from './usage-error.ts';

/** A case with the policy that it is about. */
export interface BoundCase {
  readonly file: string;
  readonly model: CaseModel;
  readonly policy: PolicyModel;
}

export function loadedCases(file: string, language: Language): CaseFile {
  const { cases, problems } = loadCases(readSource(file), file);
  if (cases === undefined) throw unreadable(file, problems, language);
  return cases;
}

/** The cases of a file, or the one named. */
export function chosenCases(file: string, id: string | undefined, language: Language): readonly CaseModel[] {
  const { cases } = loadedCases(file, language);
  const chosen = id === undefined ? cases : cases.filter((model) => model.id === id);
  if (chosen.length > 0) return chosen;
  const known = cases.map((model) => model.id).join(', ');
  throw new UsageError(
    id === undefined ? `${file} has no cases` : `${file} has no case ${id}; it has ${known}`,
  );
}

/**
 * Finds for each case its policy among the entries: by the id that the file names, else the policies of the folder
 * that its `cases` folder stands in; of several, the one in force when the bill ended.
 */
export function bindCases(
  files: readonly CaseFile[],
  entries: readonly LibraryEntry[],
  language: Language,
): readonly BoundCase[] {
  const loaded = new Map<LibraryEntry, PolicyModel>();
  const load = (entry: LibraryEntry): PolicyModel => {
    const { policy, problems } = loadEntry(entry);
    if (policy === undefined) throw unreadable(entry.file, problems, language);
    loaded.set(entry, mustCompile(policy, language));
    return policy;
  };
  return files.flatMap(({ file, policy: id, cases }) => {
    const fits = entries.filter((entry) => (id === undefined ? belongsTo(entry, file) : entry.id === id));
    if (fits.length === 0)
      throw new UsageError(`${file}: there is no policy ${id ?? `in ${policyFolderOf(file)}`}`);
    return cases.map((model) => {
      const policies = fits.map((entry) => loaded.get(entry) ?? load(entry));
      const day = dayOf(model);
      const inForce = policies.find(
        ({ inForce: { from, to } }) => from <= day && (to === undefined || day <= to),
      );
      const policy = inForce ?? policies[0];
      if (policy === undefined) throw new UsageError(`${file}: there is no policy for case ${model.id}`);
      return { file, model, policy };
    });
  });
}

/** Plain policies beside the `cases` folder; an overlay is only meant when its id is named. */
function belongsTo(entry: LibraryEntry, caseFile: string): boolean {
  const folder = policyFolderOf(caseFile);
  return (
    entry.files.length === 1 &&
    entry.file.startsWith(`${folder}/`) &&
    !entry.file.slice(folder.length + 1).includes('/')
  );
}
