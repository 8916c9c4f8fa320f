import { runCase, runRuleCase } from '@gongji/engine';
import { Command } from 'commander';
import { chosenOfBoth } from '../cases.ts';
import { explainedSteps, explainedText } from '../explanations.ts';
import { type Language, languageOption } from '../language.ts';
import { compiledPolicy } from '../loading.ts';
import { print, printJson } from '../output.ts';
import { resultLines } from '../results.ts';
import { ruleLines } from '../rule-results.ts';

interface Options {
  readonly policy: string;
  readonly case: string;
  readonly overlay: readonly string[];
  readonly id?: string;
  readonly json: boolean;
  readonly lang: Language;
}

/** `gongji policy explain`: every step with clause and formula, so that a person can recompute the bill. Always exit 0. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Show every step of a case with its clause and formula 逐步说明')
    .requiredOption('--policy <file>', 'policy file')
    .requiredOption('--case <file>', 'case file')
    .option('--overlay <file...>', 'lay these overlays over the policy 叠加调整', [])
    .option('--id <case>', 'only this case')
    .option('--json', 'print the steps as JSON', false)
    .addOption(languageOption())
    .action(explainCases);
}

function explainCases(options: Options): void {
  const { lang } = options;
  const policy = compiledPolicy(options.policy, options.overlay, lang);
  const chosen = chosenOfBoth(options.case, options.id, lang);
  const results = chosen.cases.map((model) => runCase(policy, model));
  const ruled = chosen.rules.map((model) => runRuleCase(policy, model));
  if (options.json) {
    const bills = results.map((result) => ({ ...result, steps: explainedSteps(policy, result) }));
    printJson([...bills, ...ruled]);
    return;
  }
  for (const result of results) {
    for (const line of resultLines(options.case, policy, result, lang)) print(line);
    print(explainedText(policy, result, lang));
  }
  for (const result of ruled) for (const line of ruleLines(options.case, result, lang)) print(line);
}
