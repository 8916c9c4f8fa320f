import { checkPolicy, type Problem } from '@gongji/engine';
import { Command } from 'commander';
import { type Language, languageOption } from '../language.ts';
import { type LibraryEntry, libraryOf, loadEntry } from '../library.ts';
import { plural, print, printJson, problemLine } from '../output.ts';
import { UsageError } from '../usage-error.ts';

interface Options {
  readonly overlay: readonly string[];
  readonly json: boolean;
  readonly strict: boolean;
  readonly lang: Language;
}

/** `gongji policy check FILE…`: everything that can be found wrong without a bill. Exit 1 on any error. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'Check policy files: schema, units, dates, tables, bands, citations, counters, cliffs 静态检查',
    )
    .argument('[file...]', 'policy files, or folders of them', ['policies'])
    .option('--overlay <file...>', 'lay these overlays over the policy 叠加调整', [])
    .option('--strict', 'warnings that the policy does not accept count as errors', false)
    .option('--json', 'print the findings as JSON', false)
    .addOption(languageOption())
    .action(check);
}

function check(paths: readonly string[], options: Options): void {
  const entries = libraryOf(paths);
  if (entries.length === 0)
    throw new UsageError(`no policy file in ${paths.join(', ')} (it begins with format: gongji-policy/1)`);
  const problems = once(entries.flatMap((entry) => problemsOf(entry, options.overlay)));
  const files = entries.map((entry) => entry.file);
  if (options.json) printJson({ files, problems });
  else printProblems(files, problems, options.lang);
  const failed = problems.some((p) => p.severity === 'error' || (options.strict && p.accepted === undefined));
  process.exitCode = failed ? 1 : 0;
}

/** A policy is checked again under each of its overlays; what is found in both is told once. */
function once(problems: readonly Problem[]): readonly Problem[] {
  const key = ({ file, line, col, code, message }: Problem): string =>
    `${file}:${line}:${col} ${code} ${message.en}`;
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}

function problemsOf(entry: LibraryEntry, overlays: readonly string[]): readonly Problem[] {
  const { policy, problems } = loadEntry(entry, overlays);
  return policy === undefined ? problems : [...problems, ...checkPolicy(policy)];
}

function printProblems(files: readonly string[], problems: readonly Problem[], language: Language): void {
  for (const problem of problems)
    print(`${problemLine(problem, language)}${acceptedText(problem, language)}`);
  const errors = problems.filter((p) => p.severity === 'error').length;
  const warnings = problems.length - errors;
  print(
    language === 'zh'
      ? `检查 ${files.length} 个文件：${errors} 个错误，${warnings} 个提示`
      : `${plural(files.length, 'file')} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`,
  );
}

/** What the policy says is intended stays on record, with the article. */
function acceptedText({ accepted }: Problem, language: Language): string {
  if (accepted === undefined) return '';
  return language === 'zh' ? `（文件如此规定：${accepted}）` : ` (accepted: ${accepted})`;
}
