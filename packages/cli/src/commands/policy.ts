import { Command } from 'commander';
import { checkCommand } from './policy-check.ts';
import { diffCommand } from './policy-diff.ts';
import { explainCommand } from './policy-explain.ts';
import { questionsCommand } from './policy-questions.ts';
import { schemaCommand } from './policy-schema.ts';
import { testCommand } from './policy-test.ts';

/** `gongji policy …`: everything that works on policy files alone. */
export function policyCommand(): Command {
  return new Command('policy')
    .description('Check, test, explain and compare policy files 政策文件')
    .addCommand(checkCommand())
    .addCommand(testCommand())
    .addCommand(explainCommand())
    .addCommand(diffCommand())
    .addCommand(questionsCommand())
    .addCommand(schemaCommand());
}
