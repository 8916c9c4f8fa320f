import { Command } from 'commander';

/** `gongji adjudicate`: any policy file, any case file, no database. */
export function adjudicateCommand(): Command {
  return new Command('adjudicate').description('Work out the bills of a case file under a policy file 试算');
}
