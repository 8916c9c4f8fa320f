import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@gongji/store';
import { createTemplate } from '@gongji/store/testing/template';
import type { TestProject } from 'vitest/node';

/** One PostgreSQL for the whole run, in a folder of its own that goes away with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongji-test-'));
  // Passable for the account that runs PostgreSQL when we are root; the database files themselves stay private.
  chmodSync(dataDir, 0o711);
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const postgres = await startEmbedded({ dataDir, durable: false });
    await createTemplate(postgres.connectionString);
    project.provide('gongjiPostgres', postgres.connectionString);
    return async () => {
      await postgres.stop();
      remove();
    };
  } catch (error) {
    remove();
    throw error;
  }
}
