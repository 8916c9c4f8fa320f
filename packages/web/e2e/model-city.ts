import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { putDemoUsers } from '@gongji/server/identity';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { Browser, Page } from 'playwright-core';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';
import { type OpenOptions, type OpenPage, openBrowser, openPage } from './browser.ts';

/** A small model city behind the real server, with a browser before it. */
export interface ModelCity {
  readonly db: TestDatabase;
  readonly server: RunningServer;
  readonly browser: Browser;
  readonly today: CalendarDate;
  /** Signs in by the demo account of a role, as its button names it. */
  signedIn(role: string, options?: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

/** 陈建国, employee in work. */
export const CERT = '990100198104120017';

export async function openModelCity(persons = 60): Promise<ModelCity> {
  const { folder } = await ensureWebBuilt();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
  const db = await createTestDatabase();
  await loadDemo(db.owner, { persons, seed: 1, asOf: today });
  await putDemoUsers(db.owner);
  const server = await startServer({ connectionString: db.connectionString, port: 0, workbenchDir: folder });
  const browser = await openBrowser();
  return {
    db,
    server,
    browser,
    today,
    signedIn: async (role, options = {}) => {
      const opened = await openPage(browser, `${server.url}/sign-in`, options);
      await opened.page.getByRole('button', { name: role, exact: true }).click();
      await opened.page.waitForURL(`${server.url}/`);
      return opened;
    },
    close: async () => {
      await browser.close();
      await server.stop();
      await db.drop();
    },
  };
}

/** The REST interface with the session of the page, as the page itself calls it. */
export async function post<T>(page: Page, path: string, data: unknown): Promise<T> {
  const reply = await page.request.post(new URL(path, page.url()).href, {
    data,
    headers: { 'x-requested-by': 'gongji', origin: new URL(page.url()).origin },
  });
  if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** A class A drug without restriction. */
export async function plainDrug(db: TestDatabase): Promise<{ readonly code: string; readonly name: string }> {
  const { rows } = await db.owner.query<{ code: string; name: string }>(
    `select list_code as code, name from catalogue_item
      where not restricted and item_class = 'A' and kind = 'drug' and valid_to is null order by 1 limit 1`,
  );
  const [drug] = rows;
  if (drug === undefined) throw new Error('the demo has no such drug');
  return drug;
}
