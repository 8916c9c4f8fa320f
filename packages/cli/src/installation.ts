import { resolve } from 'node:path';
import { migrate, setupErrorText, setupFault, startEmbedded } from '@gongji/store';
import { print } from './output.ts';

/** The data of one installation, opened: its database, and the folder for files. */
export interface Installation {
  readonly connectionString: string;
  /** Absolute; from GONGJI_DATA, else `.gongji` where we are. */
  readonly dataDir: string;
  /** Stops the embedded database; leaves a server given by DATABASE_URL alone. */
  close(): Promise<void>;
}

/**
 * Opens the installation that the environment names: DATABASE_URL, else an embedded PostgreSQL in the data folder.
 * `join`: when the server is running here, work beside it on its database. Throws SetupError with the remedy.
 * `tell` hears of each step; pass a function that does nothing when stdout must hold one document only.
 */
export async function openInstallation(
  whenInUse: 'refuse' | 'join',
  tell: (step: string) => void = done,
): Promise<Installation> {
  const database = await openDatabase(whenInUse);
  try {
    const { applied } = await migrate(database.connectionString);
    tell(`数据库 database: PostgreSQL（${database.named}）`);
    if (applied.length > 0) tell(`数据库结构 schema: ${applied.length} migrations`);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** The same as it is, not brought up to this program: for a backup before an upgrade. */
export async function openDatabase(
  whenInUse: 'refuse' | 'join',
): Promise<Installation & { readonly named: string }> {
  const dataDir = resolve(process.env.GONGJI_DATA || '.gongji');
  const url = process.env.DATABASE_URL;
  const database = url
    ? { connectionString: url, stop: async () => {} }
    : await startEmbedded({ dataDir, whenInUse, restart: true });
  const named = url ? 'DATABASE_URL' : dataDir;
  return { connectionString: database.connectionString, dataDir, named, close: database.stop };
}

/** One finished step on the console. */
export function done(text: string): void {
  print(`✓ ${text}`);
}

/** Wraps a command's action: a fault of the installation is told in both languages without a stack; exit code 1. */
export function tellingSetupErrors(action: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await action();
    } catch (error) {
      const fault = setupFault(error);
      if (fault === undefined) throw error;
      process.stderr.write(`✗ ${setupErrorText(fault)}\n`);
      process.exitCode = 1;
    }
  };
}
