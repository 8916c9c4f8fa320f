import { Command, CommanderError } from 'commander';
import { UsageError } from './usage-error.ts';

/** Exit codes: 0 fine · 1 findings, differences or refusals not expected · 2 usage, or a file that cannot be read. */
const EXIT_USAGE = 2;

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Imported only when it is the command asked for, so that policy work never loads the database. */
  readonly load: () => Promise<Command>;
}

const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'policy',
    summary: 'check, test, explain and compare policy files 政策文件',
    load: async () => (await import('./commands/policy.ts')).policyCommand(),
  },
  {
    name: 'adjudicate',
    summary: 'work out the bills of a case file under a policy file 试算',
    load: async () => (await import('./commands/adjudicate.ts')).adjudicateCommand(),
  },
  {
    name: 'serve',
    summary: 'start the server 启动服务',
    load: async () => (await import('./commands/serve.ts')).serveCommand(),
  },
  {
    name: 'demo',
    summary: 'load the model city, start the server and play a day in it 演示',
    load: async () => (await import('./commands/demo.ts')).demoCommand(),
  },
  {
    name: 'verify',
    summary: 'recompute the books from the settlements and compare 账实核验',
    load: async () => (await import('./commands/verify.ts')).verifyCommand(),
  },
  {
    name: 'assess',
    summary: 'assess and bill the contributions of a period 核定',
    load: async () => (await import('./commands/assess.ts')).assessCommand(),
  },
  {
    name: 'client',
    summary: 'tokens of the REST interface 接口客户端',
    load: async () => (await import('./commands/client.ts')).clientCommand(),
  },
  {
    name: 'user',
    summary: 'reset a user when no administrator can sign in 重置用户',
    load: async () => (await import('./commands/user.ts')).userCommand(),
  },
  {
    name: 'backup',
    summary: 'write the whole database to a file 备份',
    load: async () => (await import('./commands/backup.ts')).backupCommand(),
  },
  {
    name: 'restore',
    summary: 'put a backup into an empty installation 恢复',
    load: async () => (await import('./commands/restore.ts')).restoreCommand(),
  },
  {
    name: 'migrate',
    summary: 'bring the database up to this version 升级数据库结构',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  },
];

async function programFor(asked: string | undefined): Promise<Command> {
  const program = new Command('gongji').description(
    'Gongji 共济: basic medical insurance of a pooling region',
  );
  program.showHelpAfterError('(gongji --help lists the commands)');
  for (const { name, summary, load } of COMMANDS) {
    const command = name === asked ? await load() : new Command(name);
    program.addCommand(command.summary(summary));
  }
  return program;
}

/** Throw instead of exiting, in the program and in every command below it. */
function throwOnExit(command: Command): Command {
  command.exitOverride();
  for (const child of command.commands) throwOnExit(child);
  return command;
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const program = throwOnExit(await programFor(argv[0] === 'help' ? argv[1] : argv[0]));
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof UsageError) {
      process.stderr.write(`gongji: ${error.message}\n`);
      return EXIT_USAGE;
    }
    throw error;
  }
}

// `gongji … | head` closes the pipe early: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2));
