import { ROLES } from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, DEMO_USERS, putTestUsers } from '@gongji/server/identity/testing';
import { putDemoClients } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished, TestRunner } from 'vitest';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';
import { closePage, closePages, type OpenOptions, type OpenPage, openBrowser, openPage } from './browser.ts';

/** A small model city behind the real server, and a browser before it: one for all tests of a file. */
export interface City {
  readonly db: TestDatabase;
  readonly server: RunningServer;
  readonly browser: Browser;
  readonly today: CalendarDate;
  /** Opens the workbench as the demo account of a role, named as the page of signing in names it. */
  readonly signedIn: (role: string, options?: WorkbenchOptions) => Promise<OpenPage>;
  /** Settles an outpatient visit of so many yuan at the tertiary hospital; returns the settlement's number. */
  readonly settle: (yuan: number, person?: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface WorkbenchOptions extends OpenOptions {
  /** Page that is opened; otherwise the first page. */
  readonly path?: string;
}

export const HOSPITAL = 'H99010100001';
/** 陈建国, employee in work. */
export const CERT = '990100198104120017';

export async function openCity(persons = 60): Promise<City> {
  const { folder } = await ensureWebBuilt();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
  const db = await createTestDatabase();
  await loadDemo(db.owner, { persons, seed: 1, asOf: today });
  await putDemoClients(db.owner);
  await putTestUsers(db.owner);
  const server = await startServer({
    connectionString: db.connectionString,
    port: 0,
    workbenchDir: folder,
  });
  const browser = await openBrowser();
  let settle: City['settle'] | undefined;
  return {
    db,
    server,
    browser,
    today,
    signedIn: (role, options = {}) => openWorkbench(browser, server.url, role, options),
    settle: async (yuan, person) => {
      settle ??= await settler(db, server.url, today);
      return settle(yuan, person);
    },
    close: async () => {
      await closePages(browser);
      await server.stop();
      await db.drop();
    },
  };
}

/** {@link City.signedIn} of a test with a server of its own. What a test has opened is closed with it. */
export async function openWorkbench(
  browser: Browser,
  url: string,
  role: string,
  { path = '/', ...options }: WorkbenchOptions = {},
): Promise<OpenPage> {
  const user = DEMO_USERS.find((one) =>
    Object.values(ROLES[one.role].name).some((name) => name.toLowerCase() === role.toLowerCase()),
  );
  if (user === undefined) throw new Error(`the demo has nobody as ${role}`);
  const opened = await openPage(browser, new URL(path, url).href, {
    ...options,
    user: { account: user.account, password: DEMO_PASSWORD },
  });
  // Before the tests of a file it is closed by hand.
  if (TestRunner.getCurrentTest() !== undefined)
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await tell(task.name, opened);
      await closePage(opened.page);
    });
  return opened;
}

/** What a page showed when its test failed: the message of the test alone rarely says why something did not appear. */
async function tell(test: string, { page, faults, pending }: OpenPage): Promise<void> {
  const shown = await page
    .evaluate(() => {
      const { activeElement, body, visibilityState } = document;
      const focus = `${activeElement?.tagName} ${activeElement?.id} ${activeElement?.textContent?.slice(0, 40)}`;
      return { focus, online: navigator.onLine, visibilityState, text: body.innerText.slice(0, 3000) };
    })
    .catch(String);
  const waits = [...pending].map((request) => `${request.method()} ${request.url()}`);
  console.error(`The page of “${test}”:`, JSON.stringify({ url: page.url(), waits, faults, shown }, null, 1));
}

async function settler(db: TestDatabase, url: string, today: CalendarDate): Promise<City['settle']> {
  const { rows } = await db.owner.query<{ code: string }>(
    "select list_code as code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  const session = await call(url, '/api/session', { account: 'demo.clerk', password: DEMO_PASSWORD }, {});
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  let keys = 0;
  return async (yuan, person = 1) => {
    keys += 1;
    const amountFen = Math.round(yuan * 100);
    const answer = await call(
      url,
      '/api/settlements',
      {
        psnNo: `990100000000000${String(person).padStart(5, '0')}`,
        insutype: '310',
        institutionCode: HOSPITAL,
        medType: '11',
        startedOn: today,
        endedOn: today,
        totalFen: amountFen,
        account: 'none',
        lines: [{ id: '1', listCode: rows[0]?.code, quantity: '1', amountFen }],
      },
      { cookie, 'idempotency-key': `city-${keys}` },
    );
    const body = (await answer.json()) as { settlementId?: string };
    if (body.settlementId === undefined) throw new Error(`not settled: ${JSON.stringify(body)}`);
    return body.settlementId;
  };
}

function call(url: string, path: string, body: unknown, headers: Record<string, string>) {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-by': 'gongji', ...headers },
    body: JSON.stringify(body),
  });
}

/** The REST interface with the session of the page, as the page itself calls it. */
export async function post<T>(page: Page, path: string, data: unknown): Promise<T> {
  const reply = await page.request.post(new URL(path, page.url()).href, {
    data,
    headers: {
      ...{ 'x-requested-by': 'gongji', origin: new URL(page.url()).origin },
      'idempotency-key': crypto.randomUUID().slice(0, 18),
    },
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
