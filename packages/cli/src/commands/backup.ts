import { statSync } from 'node:fs';
import { createPool } from '@gongji/store';
import { writeBackup } from '@gongji/store/backup';
import { Command } from 'commander';
import { done, openDatabase, tellingSetupErrors } from '../installation.ts';

/** `gongji backup FILE`: the whole database as of one moment, beside a running server. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('Write the whole database to a new file 备份')
    .argument('<file>', 'a file that does not exist yet')
    .action((file: string) => tellingSetupErrors(() => backup(file))());
}

async function backup(file: string): Promise<void> {
  const database = await openDatabase('join');
  const pool = createPool({ connectionString: database.connectionString, max: 1, asOwner: true });
  try {
    const { tables, rows } = await writeBackup(pool, file, new Date());
    const megabytes = (statSync(file).size / 1_000_000).toFixed(1);
    done(`备份 backup: ${file}（${tables} tables, ${rows} rows, ${megabytes} MB）`);
  } finally {
    await pool.end();
    await database.close();
  }
}
