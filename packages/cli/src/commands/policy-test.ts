import {
  type CaseResult,
  checkCoverage,
  idleCases,
  type Problem,
  type RuleCaseResult,
  runCase,
  runRuleCase,
} from '@gongji/engine';
import { Command } from 'commander';
import { type BoundCase, type BoundRuleCase, bindCases, loadedCases } from '../cases.ts';
import { isFolder, kindOf, readSource, yamlFiles } from '../files.ts';
import { type Language, languageOption } from '../language.ts';
import { libraryOf, policyFolderOf } from '../library.ts';
import { plural, print, printJson, problemLine } from '../output.ts';
import { differenceLines } from '../results.ts';
import { UsageError } from '../usage-error.ts';

interface Options {
  readonly coverage: boolean;
  readonly json: boolean;
  readonly lang: Language;
}

/** `gongji policy test [FILE|DIR…]`: every case must come out as typed. Exit 1 when one does not. */
export function testCommand(): Command {
  return new Command('test')
    .description('Run the worked cases of policies and compare every figure 算例测试')
    .argument('[path...]', 'policy files, case files, or folders of them', ['policies'])
    .option('--coverage', 'also name steps, table rows and cases that prove nothing 覆盖情况', false)
    .option('--json', 'print the results as JSON', false)
    .addOption(languageOption())
    .action(test);
}

interface TestedCase extends BoundCase {
  readonly result: CaseResult;
}

interface TestedRule extends BoundRuleCase {
  readonly result: RuleCaseResult;
}

function test(paths: readonly string[], { coverage, json, lang }: Options): void {
  const files = caseFilesOf(paths);
  if (files.length === 0) throw new UsageError(`no case file in ${paths.join(', ')}`);
  const entries = libraryOf([...new Set(files.map(policyFolderOf).concat(paths.filter(isFolder)))]);
  const bound = bindCases(
    files.map((file) => loadedCases(file, lang)),
    entries,
    lang,
  );
  const tested = bound.cases.map((one) => ({ ...one, result: runCase(one.policy, one.model) }));
  const ruled = bound.rules.map((one) => ({ ...one, result: runRuleCase(one.policy, one.model) }));
  const gaps = coverage ? coverageOf(tested, ruled) : [];
  if (json) {
    const cases = [...tested, ...ruled].map(({ file, policy, result }) => ({
      file,
      policy: policy.id,
      ...result,
    }));
    printJson({ cases, coverage: gaps });
  } else {
    for (const gap of gaps) print(problemLine(gap, lang));
    printTested([...tested, ...ruled], files.length, lang);
  }
  process.exitCode = [...tested, ...ruled].every(({ result }) => result.passed) ? 0 : 1;
}

/** A rule of a policy is proved by a case of the policy, or of an overlay that leaves the rule as it is. */
function coverageOf(tested: readonly TestedCase[], ruled: readonly TestedRule[]): readonly Problem[] {
  const policies = [...new Set([...tested, ...ruled].map(({ policy }) => policy))];
  const gaps = policies.map((policy) => {
    const own = tested.filter((one) => one.policy === policy);
    return checkCoverage(
      policy,
      own.map(({ result }) => result),
      ruled.filter((one) => one.policy === policy).map(({ result }) => result),
    );
  });
  const key = ({ file, line, col, code }: Problem): string => `${file}:${line}:${col} ${code}`;
  const inAll = (problem: Problem): boolean =>
    policies.every(
      (policy, i) => policy.file !== problem.file || (gaps[i] ?? []).some((gap) => key(gap) === key(problem)),
    );
  const rules = new Map(
    gaps
      .flat()
      .filter(inAll)
      .map((problem) => [key(problem), problem]),
  );
  const idle = tested.flatMap(({ file, policy, result }) => idleCases(file, policy, [result]));
  return [...rules.values(), ...idle];
}

/** Case files as named; for a policy file, those in the `cases` folder beside it. */
function caseFilesOf(paths: readonly string[]): readonly string[] {
  const all = paths.flatMap((path) => {
    if (isFolder(path)) return yamlFiles([path]);
    if (kindOf(readSource(path)) === 'case') return [path];
    return yamlFiles([`${policyFolderOf(path)}/cases`]);
  });
  return [...new Set(all)].filter((file) => kindOf(readSource(file)) === 'case');
}

function printTested(tested: readonly (TestedCase | TestedRule)[], files: number, lang: Language): void {
  const failed = tested.filter(({ result }) => !result.passed);
  for (const { file, policy, result } of failed) {
    print(`${file}:${result.at.line}: ${policy.id} ${result.id}`);
    for (const line of differenceLines(file, result, lang)) print(line);
  }
  print(
    lang === 'zh'
      ? `${files} 个文件，${tested.length} 个算例：${tested.length - failed.length} 个相符，${failed.length} 个不符`
      : `${plural(files, 'file')}, ${plural(tested.length, 'case')}: ${tested.length - failed.length} agree, ${failed.length} differ`,
  );
}
