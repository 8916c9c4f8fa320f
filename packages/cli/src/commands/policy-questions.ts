import { listQuestions, type QuestionReport } from '@gongji/engine';
import { Command } from 'commander';
import { kindOf, readSource, yamlFiles } from '../files.ts';
import { inLanguage, type Language, languageOption } from '../language.ts';
import { loadedPolicy } from '../loading.ts';
import { print, printJson } from '../output.ts';

interface Options {
  readonly json: boolean;
  readonly lang: Language;
}

/** `gongji policy questions [DIR]`: what the sources leave open, the readings taken, and what rests on them. */
export function questionsCommand(): Command {
  return new Command('questions')
    .description('List open questions, the readings taken and the values that rest on them 未决问题')
    .argument('[path...]', 'policy files, or folders of them', ['policies'])
    .option('--json', 'print them as JSON', false)
    .addOption(languageOption())
    .action(questions);
}

function questions(paths: readonly string[], options: Options): void {
  const files = yamlFiles(paths).filter((file) => kindOf(readSource(file)) === 'policy');
  const reports = files.map((file) => {
    const policy = loadedPolicy(file, [], options.lang);
    return { policy: policy.id, file, questions: listQuestions(policy) };
  });
  if (options.json) {
    printJson(reports);
    return;
  }
  for (const { policy, questions: found } of reports) {
    for (const report of found) printQuestion(policy, report, options.lang);
  }
  const count = reports.reduce((sum, report) => sum + report.questions.length, 0);
  print(
    options.lang === 'zh'
      ? `${files.length} 个政策，${count} 个问题`
      : `${files.length} policies, ${count} questions`,
  );
}

function printQuestion(
  policy: string,
  { id, question, place, values }: QuestionReport,
  lang: Language,
): void {
  const zh = lang === 'zh';
  print(`${place}: ${policy} ${id}: ${inLanguage(question.text, lang)}`);
  print(`  ${zh ? '采用' : 'reading'}: ${inLanguage(question.reading, lang)}`);
  for (const value of values) {
    print(
      `  ${value.place}: ${value.parameter} ${zh ? '自' : 'from'} ${value.from} = ${value.value} (${value.cite})`,
    );
  }
}
