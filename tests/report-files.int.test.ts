import { fileURLToPath } from 'node:url';
import {
  type LevyFiguresView,
  levyFiguresView,
  type PlaceFiguresView,
  placeFiguresView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { putDemoContributions } from '@gongji/server/contribution';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { loadPolicyFiles } from '@gongji/server/policy';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

/** The reports as Word and Excel against the page, field by field: both are read as a stranger's program would read them. */
const POLICIES = fileURLToPath(new URL('../policies/', import.meta.url));
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const days = `from=${today.slice(0, 4)}-01-01&to=${today}`;

let db: TestDatabase;
let server: RunningServer;
let leader: Browser;
let enrolment: PlaceFiguresView;
let levy: LevyFiguresView;
beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 80, seed: 1, asOf: today });
  await putTestUsers(db.owner);
  await putDemoContributions({ pool: db.pool, policies: loadPolicyFiles(POLICIES), asOf: today });
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  leader = new Browser(server.url);
  await leader.ask('POST', '/api/session', { account: 'demo.leader', password: DEMO_PASSWORD });
  enrolment = await leader.ok(placeFiguresView, 'GET', `/api/enrolment-figures?level=street&on=${today}`);
  levy = await leader.ok(levyFiguresView, 'GET', `/api/levy-figures?${days}`);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

type Table = readonly (readonly string[])[];
const plain = (xml: string): string =>
  xml
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
const parts = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}[ >].*?</${tag}>`, 'gs'))].map(([part]) => part);

async function file(kind: string, format: string): Promise<Record<string, Uint8Array>> {
  return unzipSync(await leader.file(`/api/reports/${kind}?${days}&format=${format}&lang=zh`));
}
const xml = (files: Record<string, Uint8Array>, name: string): string =>
  strFromU8(files[name] ?? new Uint8Array());

/** Tables of a Word file: rows of cells as text. */
async function word(kind: string): Promise<readonly Table[]> {
  const document = xml(await file(kind, 'docx'), 'word/document.xml');
  return parts(document, 'w:tbl').map((table) =>
    parts(table, 'w:tr').map((row) => parts(row, 'w:tc').map(plain)),
  );
}

/** Sheets of a workbook: rows of cells as text, numbers as they are stored. */
async function excel(kind: string): Promise<readonly Table[]> {
  const files = await file(kind, 'xlsx');
  return [1, 2, 3, 4].map((n) =>
    parts(xml(files, `xl/worksheets/sheet${n}.xml`), 'row').map((row) => parts(row, 'c').map(plain)),
  );
}

const yuan = (fen: number): string => (fen / 100).toFixed(2).replaceAll(/\B(?=(\d{3})+\.)/g, ',');
const whole = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
/** Per cent with two decimals, from the two numbers of the page. */
const percent = (part: number, all: number): string => `${((part / all) * 100).toFixed(2)}%`;
const ofScheme = (scheme: string, pick: 'billedFen' | 'paidFen', payers?: readonly string[]): number =>
  levy.sums
    .filter((one) => one.scheme === scheme && (payers === undefined || payers.includes(one.payer)))
    .reduce((sum, one) => sum + one[pick], 0);

/** What the page says of each figure that the reports name, as number and as text. */
function onPage(): Readonly<Record<string, readonly [value: number, text: string]>> {
  const { total } = enrolment;
  const insured = total.employees + total.residents;
  const eligible = total.eligible ?? 0;
  const money = (fen: number) => [fen / 100, yuan(fen)] as const;
  const count = (n: number) => [n, whole(n)] as const;
  const subsidies = ['employee', 'resident'].reduce(
    (sum, scheme) => sum + ofScheme(scheme, 'paidFen', ['central', 'province', 'city', 'county']),
    0,
  );
  return {
    职工参保人数: count(total.employees),
    居民参保人数: count(total.residents),
    参保人数合计: count(insured),
    应参保人数: count(eligible),
    参保率: [Number(((insured / eligible) * 100).toFixed(2)), percent(insured, eligible)],
    空挂户人数: count(total.away ?? 0),
    职工核定应缴: money(ofScheme('employee', 'billedFen')),
    居民核定应缴: money(ofScheme('resident', 'billedFen')),
    核定应缴合计: money(levy.billedFen),
    职工实际征缴: money(ofScheme('employee', 'paidFen')),
    居民实际征缴: money(ofScheme('resident', 'paidFen')),
    实际征缴合计: money(levy.paidFen),
    账面缴费收入: money(levy.ledgerIncomeFen),
    征缴率: [
      Number(((levy.paidFen / levy.billedFen) * 100).toFixed(2)),
      percent(levy.paidFen, levy.billedFen),
    ],
    '其中：财政补助到位': money(subsidies),
  };
}

test('there is something to compare, and it equals the ledger', () => {
  expect(enrolment.places.length).toBeGreaterThan(1);
  expect(levy.paidFen).toBeGreaterThan(0);
  expect(levy.equal).toBe(true);
});

test.each(['half-year', 'annual'])(
  'each figure of the report %s is the one of the page, in Word and in Excel',
  async (kind) => {
    const wanted = Object.entries(onPage());
    const figures = (await word(kind)).filter(([head]) => head?.[0] === '指标').flat();
    const inWord = new Map(figures.map(([name = '', , value = '']) => [name, value]));
    expect(wanted.map(([name]) => [name, inWord.get(name)])).toEqual(
      wanted.map(([name, [, text]]) => [name, text]),
    );
    const [sheet = []] = await excel(kind);
    const inExcel = new Map(sheet.map(([name = '', , value = '']) => [name, Number(value)]));
    expect(wanted.map(([name]) => [name, inExcel.get(name)])).toEqual(
      wanted.map(([name, [value]]) => [name, value]),
    );
    // No figure of the Word file is missing in the workbook, and none is another.
    for (const [name, value] of inWord) {
      const number = Number(value.replaceAll(/[,%]/g, '').replace('−', '-'));
      if (!Number.isNaN(number)) expect(inExcel.get(name), name).toBe(number);
    }
  },
);

test('each row of the tables is the one of the page, and the last is their sum', async () => {
  const [, areas = [], sums = [], places = []] = await excel('annual');
  const counted = areas
    .slice(1, -1)
    .map(([name, eligible, employees, residents, away]) => [
      name,
      ...[eligible, employees, residents, away].map(Number),
    ]);
  const byName = (rows: readonly (readonly unknown[])[]) =>
    rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));
  expect(byName(counted)).toEqual(
    byName(
      enrolment.places.map((one) => [
        one.name,
        one.eligible ?? 0,
        one.employees,
        one.residents,
        one.away ?? 0,
      ]),
    ),
  );
  const { total } = enrolment;
  expect(areas.at(-1)?.slice(1, 5).map(Number)).toEqual([
    total.eligible ?? 0,
    total.employees,
    total.residents,
    total.away ?? 0,
  ]);
  const money = sums.slice(1, -1).map(([, , billed, paid]) => [Number(billed), Number(paid)]);
  const order = (rows: readonly (readonly number[])[]) => rows.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  expect(order(money)).toEqual(order(levy.sums.map((one) => [one.billedFen / 100, one.paidFen / 100])));
  // An empty cell is not written: the sum has no payer.
  expect(sums.at(-1)?.slice(-3, -1).map(Number)).toEqual([levy.billedFen / 100, levy.paidFen / 100]);
  // Word has the same tables, with the same cells.
  const tables = (await word('annual')).filter(([head]) => head?.[0] !== '指标');
  const numbers = (table: Table) =>
    table
      .slice(1)
      .map((row) =>
        row.filter((cell) => cell !== '').map((cell) => cell.replaceAll(/[,%]/g, '').replace('−', '-')),
      );
  const same = (left: Table, right: Table) =>
    left.map((row, at) =>
      row.map((cell, i) => Number(cell) === Number(right[at]?.[i]) || cell === right[at]?.[i]),
    );
  expect(tables.map((table) => table.length)).toEqual([areas.length, sums.length, places.length]);
  for (const [at, sheet] of [areas, sums, places].entries())
    expect(
      same(numbers(tables[at] ?? []), numbers(sheet))
        .flat()
        .every(Boolean),
    ).toBe(true);
});
