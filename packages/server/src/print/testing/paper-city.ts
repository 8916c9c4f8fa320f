import { pdfPages } from '@gongji/reports/testing';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { Browser } from '../../../../../tests/testing/browser.ts';
import { type SmallCity, smallCity } from '../../contribution/testing/small-city.ts';
import { startServer } from '../../main.ts';

/** A small city with a server and users who print. */
export interface PaperCity {
  readonly city: SmallCity;
  readonly ask: (who: string, method: 'GET' | 'POST', path: string, body?: unknown) => Promise<unknown>;
  readonly bytes: (
    who: string,
    path: string,
  ) => Promise<{ readonly status: number; readonly bytes: Uint8Array }>;
  /** Text of a paper without white space; throws when it was not printed. */
  readonly paper: (who: string, path: string) => Promise<string>;
  /** The page behind the code on a paper. */
  readonly verified: (text: string) => Promise<string>;
  /** The finance office takes what the bills of a condition ask for, on 20 November 2026. */
  readonly pay: (where: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const ROLES = ['clerk', 'finance', 'insured', 'employer', 'community'] as const;

export async function paperCity(): Promise<PaperCity> {
  const city = await smallCity();
  // Where the other test users work.
  await city.db.owner.query(
    `insert into institution (institution_code, region_code, name, kind, level, clearing_office)
     values ('H99010100001','990100','医院','general','tertiary','990100'), ('P99010100001','990100','药店','pharmacy','primary','990100')`,
  );
  await city.db.owner.query(
    "insert into unit (unit_id, region_code, kind, code, name) values (8000001, '990100', 'school', 'S1', '实验小学')",
  );
  await putTestUsers(city.db.owner);
  const server = await startServer({ connectionString: city.db.connectionString, port: 0 });
  const users = new Map<string, Browser>();
  for (const role of ROLES) {
    const browser = new Browser(server.url);
    users.set(role, browser);
    await browser.ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
  }
  const user = (who: string): Browser => {
    const found = users.get(who);
    if (found === undefined) throw new Error(who);
    return found;
  };
  const ask: PaperCity['ask'] = async (who, method, path, body) =>
    (await user(who).ask(method, path, body)).body;
  return {
    city,
    ask,
    bytes: (who, path) => user(who).bytes(path),
    paper: async (who, path) => {
      const { status, bytes } = await user(who).bytes(path);
      if (status !== 200)
        throw new Error(`${path}: ${status} ${new TextDecoder().decode(bytes.slice(0, 400))}`);
      return (await pdfPages(bytes)).join('');
    },
    verified: async (text) => {
      const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? '';
      return (await fetch(`${server.url}/verify/${code}`)).text();
    },
    pay: async (where) => {
      const { rows } = await city.db.owner.query<{ no: string; fen: number }>(
        `select bill_no as no, amount_fen::float8 as fen from contribution_bill where ${where}`,
      );
      for (const { no, fen } of rows)
        await ask('finance', 'POST', '/api/receipts', {
          ...{ source: 'finance', serial: no, amountFen: fen, paidOn: '2026-11-20' },
          ...{ payerName: '付款人', payerCode: '1', billNo: no },
        });
    },
    close: async () => {
      await server.stop();
      await city.db.drop();
    },
  };
}
