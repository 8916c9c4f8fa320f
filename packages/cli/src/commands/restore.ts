import { verifyBooks } from '@gongji/server/verify';
import { createPool } from '@gongji/store';
import { restoreBackup } from '@gongji/store/backup';
import { Command } from 'commander';
import { done, openInstallation, tellingSetupErrors } from '../installation.ts';
import { print } from '../output.ts';

/** `gongji restore FILE`: a backup into a new, empty installation; its books are verified afterwards. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('Put a backup into a new, empty installation and verify its books 恢复')
    .argument('<file>', 'made by gongji backup')
    .action((file: string) => tellingSetupErrors(() => restore(file))());
}

async function restore(file: string): Promise<void> {
  const installation = await openInstallation('refuse');
  const pool = createPool({ connectionString: installation.connectionString, max: 2, asOwner: true });
  try {
    const { tables, rows } = await restoreBackup(pool, file);
    done(`恢复 restore: ${file}（${tables} tables, ${rows} rows）`);
    const { persons, settlements, differenceCount } = await verifyBooks(pool);
    print(
      `${differenceCount === 0 ? '✓' : '✗'} 核验 verify: ${persons} persons, ${settlements} settlements, ${differenceCount} differences`,
    );
    process.exitCode = differenceCount === 0 ? 0 : 1;
  } finally {
    await pool.end();
    await installation.close();
  }
}
