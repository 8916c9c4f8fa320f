import { loadPolicy, type Problem } from '@gongji/engine';
import { Command } from 'commander';
import { kindOf, readSource, yamlFiles } from '../files.ts';
import { type Language, languageOption } from '../language.ts';
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
    .option('--strict', 'warnings count as errors', false)
    .option('--json', 'print the findings as JSON', false)
    .addOption(languageOption())
    .action(check);
}

function check(paths: readonly string[], options: Options): void {
  const overlays = options.overlay.map((file) => ({ file, source: readSource(file) }));
  const files = yamlFiles(paths).filter(
    (file) => paths.includes(file) || kindOf(readSource(file)) === 'policy',
  );
  if (files.length === 0) throw new UsageError(`no policy file in ${paths.join(', ')}`);
  const problems = files.flatMap((file) => loadPolicy(readSource(file), file, overlays).problems);
  if (options.json) printJson({ files, problems });
  else printProblems(files, problems, options.lang);
  const failed = problems.some((p) => p.severity === 'error' || options.strict);
  process.exitCode = failed ? 1 : 0;
}

function printProblems(files: readonly string[], problems: readonly Problem[], language: Language): void {
  for (const problem of problems) print(problemLine(problem, language));
  const errors = problems.filter((p) => p.severity === 'error').length;
  const warnings = problems.length - errors;
  print(
    language === 'zh'
      ? `检查 ${files.length} 个文件：${errors} 个错误，${warnings} 个提示`
      : `${plural(files.length, 'file')} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`,
  );
}
