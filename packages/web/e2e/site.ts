import { startServer } from '@gongji/server';
import { createTestDatabase } from '@gongji/store/testing';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** The built application behind the real server, with nobody enrolled: what a citizen's calculator needs. */
export async function openSite(): Promise<Site> {
  const { folder } = await ensureWebBuilt();
  const db = await createTestDatabase();
  const server = await startServer({
    connectionString: db.connectionString,
    port: 0,
    workbenchDir: folder,
  });
  return {
    url: server.url,
    close: async () => {
      await server.stop();
      await db.drop();
    },
  };
}
