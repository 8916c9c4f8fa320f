import { resetFromConsole } from '@gongji/server/identity';
import { createPool } from '@gongji/store';
import { Command } from 'commander';
import { done, openInstallation, tellingSetupErrors } from '../installation.ts';
import { print } from '../output.ts';
import { UsageError } from '../usage-error.ts';

/** `gongji user reset`: the way back in when no administrator can sign in. Works beside a running server. */
export function userCommand(): Command {
  return new Command('user')
    .description('Reset a user from the console; everything else is done in the workbench 用户')
    .addCommand(
      new Command('reset')
        .description('New one-time password, no second factor, sessions end; kept in the audit log 重置')
        .argument('<account>')
        .action((account: string) => tellingSetupErrors(() => reset(account))()),
    );
}

async function reset(account: string): Promise<void> {
  const installation = await openInstallation('join');
  const pool = createPool({ connectionString: installation.connectionString, max: 1 });
  try {
    const password = await resetFromConsole({ pool, now: () => new Date() }, account);
    if (password === undefined) throw new UsageError(`there is no user ${account} 没有该用户`);
    done(`${account}: 一次性口令只显示这一次 the one-time password is shown this once`);
    print(password);
  } finally {
    await pool.end();
    await installation.close();
  }
}
