import { pdfPages } from '@gongji/reports/testing';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { expect } from 'vitest';
import { Browser } from '../../../../../tests/testing/browser.ts';
import { type RunningServer, startServer } from '../../main.ts';
import { verifyBooks } from '../../verify/verify.ts';
import { NOW, type SmallCity, smallCity } from './small-city.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field by the expectations themselves
export type Body = any;

/** The small city with a server at a fixed moment and its users signed in. */
export interface CityServer extends SmallCity {
  readonly ask: (
    who: string,
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    /** Of operations that have one effect per key. */
    key?: string,
  ) => Promise<{ status: number; body: Body }>;
  /** The pages of a printed paper, without white space. */
  readonly paper: (who: string, path: string) => Promise<readonly string[]>;
  /** A file that is not a paper. */
  readonly bytes: (who: string, path: string) => Promise<Uint8Array>;
  /** Again, after the clock has moved beyond the life of a session. */
  readonly signIn: () => Promise<void>;
  readonly bills: (query: string) => Promise<readonly Body[]>;
  /** Nothing that `verify` recomputes differs. */
  readonly sound: () => Promise<void>;
  readonly rows: (sql: string, values?: readonly unknown[]) => Promise<readonly Body[]>;
  readonly stop: () => Promise<void>;
}

export async function cityServer(
  accounts: readonly string[],
  now: () => Date = () => NOW,
): Promise<CityServer> {
  const city = await smallCity();
  await city.db.owner.query(
    "insert into institution (institution_code, region_code, name, kind, level, clearing_office) values ('H99010100001','990100','医院','general','tertiary','990100'), ('P99010100001','990100','药店','pharmacy','primary','990100')",
  );
  await city.db.owner.query(
    "insert into unit (unit_id, region_code, kind, code, name) values (8000001, '990100', 'school', 'S1', '实验小学')",
  );
  await putTestUsers(city.db.owner);
  const server: RunningServer = await startServer({
    connectionString: city.db.connectionString,
    port: 0,
    now,
  });
  const users = new Map(accounts.map((account) => [account, new Browser(server.url)]));
  const signIn = async (): Promise<void> => {
    for (const [account, browser] of users) {
      const who = { account: `demo.${account}`, password: DEMO_PASSWORD };
      expect((await browser.ask('POST', '/api/session', who)).status, account).toBe(200);
    }
  };
  await signIn();
  const ask: CityServer['ask'] = async (who, method, path, body, key) => {
    const browser = users.get(who);
    if (browser === undefined) throw new Error(who);
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    return browser.ask(method, path, body, headers) as Promise<{ status: number; body: Body }>;
  };
  const bytes: CityServer['bytes'] = async (who, path) => {
    const got = await users.get(who)?.bytes(path);
    expect(got?.status, path).toBe(200);
    return got?.bytes ?? new Uint8Array();
  };
  const paper: CityServer['paper'] = async (who, path) => pdfPages(await bytes(who, path));
  return {
    ...city,
    ask,
    bytes,
    paper,
    signIn,
    bills: async (query) => (await ask('finance', 'GET', `/api/contribution-bills?${query}`)).body.items,
    sound: async () => expect((await verifyBooks(city.db.owner)).differences).toEqual([]),
    rows: async (sql, values = []) => (await city.db.owner.query(sql, [...values])).rows,
    stop: async () => {
      await server.stop();
      await city.db.drop();
    },
  };
}
