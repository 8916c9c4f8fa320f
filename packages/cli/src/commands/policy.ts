import { Command } from 'commander';
import { checkCommand } from './policy-check.ts';
import { diffCommand } from './policy-diff.ts';
import { questionsCommand } from './policy-questions.ts';
import { schemaCommand } from './policy-schema.ts';

/** `gongji policy …`: everything that works on policy files alone. */
export function policyCommand(): Command {
  return new Command('policy')
    .description('Check, test, explain and compare policy files 政策文件')
    .addCommand(checkCommand())
    .addCommand(diffCommand())
    .addCommand(questionsCommand())
    .addCommand(schemaCommand());
}
