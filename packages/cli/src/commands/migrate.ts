import { Command } from 'commander';
import { done, openInstallation, tellingSetupErrors } from '../installation.ts';

/** `gongji migrate`: bring the database up to this program and stop. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database up to this version 升级数据库结构')
    .action(tellingSetupErrors(bringUp));
}

async function bringUp(): Promise<void> {
  const installation = await openInstallation('join');
  done('数据库结构已是最新 the schema is up to date');
  await installation.close();
}
