import {
  type CaseFile,
  type CaseModel,
  dayOf,
  loadCases,
  type PolicyModel,
  type RuleCaseModel,
  ruleCaseDay,
} from '@gongji/engine';
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
  return chosenOf(file, loadedCases(file, language).cases, id);
}

/** The cases of bills and of rules of a file, or the one named. */
export function chosenOfBoth(
  file: string,
  id: string | undefined,
  language: Language,
): { readonly cases: readonly CaseModel[]; readonly rules: readonly RuleCaseModel[] } {
  const { cases, rules } = loadedCases(file, language);
  const chosen = new Set(chosenOf<CaseModel | RuleCaseModel>(file, [...cases, ...rules], id));
  return { cases: cases.filter((c) => chosen.has(c)), rules: rules.filter((r) => chosen.has(r)) };
}

function chosenOf<Model extends { readonly id: string }>(
  file: string,
  cases: readonly Model[],
  id: string | undefined,
): readonly Model[] {
  const chosen = id === undefined ? cases : cases.filter((model) => model.id === id);
  if (chosen.length > 0) return chosen;
  const known = cases.map((model) => model.id).join(', ');
  throw new UsageError(
    id === undefined ? `${file} has no cases` : `${file} has no case ${id}; it has ${known}`,
  );
}

/** A case of a rule with its policy. */
export interface BoundRuleCase {
  readonly file: string;
  readonly model: RuleCaseModel;
  readonly policy: PolicyModel;
}

/**
 * Finds for each case its policy among the entries: by the id that the file names, else the policies of the folder
 * that its `cases` folder stands in; of several, the one in force when the bill ended, or on the day of the rule.
 */
export function bindCases(
  files: readonly CaseFile[],
  entries: readonly LibraryEntry[],
  language: Language,
): { readonly cases: readonly BoundCase[]; readonly rules: readonly BoundRuleCase[] } {
  const loaded = new Map<LibraryEntry, PolicyModel>();
  const load = (entry: LibraryEntry): PolicyModel => {
    const { policy, problems } = loadEntry(entry);
    if (policy === undefined) throw unreadable(entry.file, problems, language);
    loaded.set(entry, mustCompile(policy, language));
    return policy;
  };
  const bound = files.map(({ file, policy: id, cases, rules }) => {
    const fits = entries.filter((entry) => (id === undefined ? belongsTo(entry, file) : entry.id === id));
    if (fits.length === 0)
      throw new UsageError(`${file}: there is no policy ${id ?? `in ${policyFolderOf(file)}`}`);
    const policies = fits.map((entry) => loaded.get(entry) ?? load(entry));
    const bind = <Model extends { readonly id: string }>(
      model: Model,
      day: (policy: PolicyModel) => string,
    ) => ({
      file,
      model,
      policy: policyFor(policies, day, `${file}: there is no policy for case ${model.id}`),
    });
    return {
      cases: cases.map((model) => bind(model, () => dayOf(model))),
      rules: rules.map((model) => bind(model, (policy) => ruleCaseDay(policy, model))),
    };
  });
  return { cases: bound.flatMap((b) => b.cases), rules: bound.flatMap((b) => b.rules) };
}

function policyFor(
  policies: readonly PolicyModel[],
  dayIn: (policy: PolicyModel) => string,
  none: string,
): PolicyModel {
  const inForce = policies.find((policy) => {
    const [day, { from, to }] = [dayIn(policy), policy.inForce];
    return from <= day && (to === undefined || day <= to);
  });
  const policy = inForce ?? policies[0];
  if (policy === undefined) throw new UsageError(none);
  return policy;
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
