import { type CaseResult, type PolicyModel, runCase } from '@gongji/engine';
import { Command } from 'commander';
import { chosenCases } from '../cases.ts';
import { explainedSteps, explainedText } from '../explanations.ts';
import { type Language, languageOption } from '../language.ts';
import { compiledPolicy } from '../loading.ts';
import { print, printJson } from '../output.ts';
import { resultLines } from '../results.ts';

interface Options {
  readonly policy: string;
  readonly case: string;
  readonly overlay: readonly string[];
  readonly id?: string;
  readonly explain: boolean;
  readonly json: boolean;
  readonly lang: Language;
}

/**
 * `gongji adjudicate --policy FILE --case FILE`: any policy file, any case file, no database.
 * Exit 1 when a figure differs from what the case expects, or a bill is refused that was not to be.
 */
export function adjudicateCommand(): Command {
  return new Command('adjudicate')
    .description('Work out the bills of a case file under a policy file 试算')
    .requiredOption('--policy <file>', 'policy file')
    .requiredOption('--case <file>', 'case file')
    .option('--overlay <file...>', 'lay these overlays over the policy 叠加调整', [])
    .option('--id <case>', 'only this case')
    .option('--explain', 'show every step with its clause and formula 逐步说明', false)
    .option('--json', 'print the results as JSON', false)
    .addOption(languageOption())
    .action(adjudicate);
}

function adjudicate(options: Options): void {
  const { lang } = options;
  const policy = compiledPolicy(options.policy, options.overlay, lang);
  const results = chosenCases(options.case, options.id, lang).map((model) => runCase(policy, model));
  if (options.json) {
    printJson(
      results.map((result) =>
        options.explain ? { ...result, steps: explainedSteps(policy, result) } : result,
      ),
    );
  } else {
    for (const result of results) printResult(policy, result, options);
  }
  process.exitCode = results.every(asExpected) ? 0 : 1;
}

function printResult(policy: PolicyModel, result: CaseResult, { case: file, explain, lang }: Options): void {
  for (const line of resultLines(file, policy, result, lang)) print(line);
  if (explain) print(explainedText(policy, result, lang));
}

/** A refusal is right only when the case asks for it, and then `passed` has compared the code. */
function asExpected({ passed, outcome, expected }: CaseResult): boolean {
  return passed && (outcome.kind === 'assessed' || expected);
}
