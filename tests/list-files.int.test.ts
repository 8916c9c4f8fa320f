import { fileURLToPath } from 'node:url';
import {
  arrearsView,
  batchesView,
  collectionListsView,
  deceasedView,
  enrolmentRequestsView,
  findingsView,
  fundTransferView,
  handoversView,
  levyAuditsView,
  levyNoticesView,
  mappingView,
  OPERATIONS,
  plansView,
  receiptsView,
  registerHistoryView,
  reversalRequestsPage,
  staysView,
  waiversView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { putDemoContributions } from '@gongji/server/contribution';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { loadPolicyFiles } from '@gongji/server/policy';
import { openSheet } from '@gongji/sheets';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';
import {
  AUDIT_ID,
  putActs,
  putArrears,
  putChanges,
  putCollecting,
  putCounterDay,
  putDuplicates,
  putLevyAudit,
  putListsAndHandovers,
  putNotAssessed,
  putRequestsAndLists,
  putRowsOfInstitutions,
  putUnenrolled,
  RUN_ID,
} from './testing/list-rows.ts';

const POLICIES = fileURLToPath(new URL('../policies/', import.meta.url));
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

let db: TestDatabase;
let server: RunningServer;
let transferId = '';
beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 200, asOf: today });
  await putTestUsers(db.owner);
  await putDemoContributions({ pool: db.pool, policies: loadPolicyFiles(POLICIES), asOf: today });
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  const [finance, clerk] = [await signedIn('finance'), await signedIn('clerk')];
  for (const [serial, amountFen, payerName] of [
    ['LIST-1', 1_234, '=甲单位'],
    ['LIST-2', 99_900, '乙单位'],
  ])
    await made(finance, '/api/receipts', { source: 'finance', serial, amountFen, payerName, paidOn: today });
  const { items } = await finance.ok(receiptsView, 'GET', '/api/receipts?q=LIST-2');
  for (const amountFen of [500, 700])
    await made(finance, `/api/receipts/${items[0]?.receiptId}/refunds`, {
      ...{
        amountFen,
        reason: '重复缴费',
        payeeName: `收款人${amountFen}`,
        payeeAccount: '6222020200011122333',
      },
      payeeBank: '某银行',
    });
  // Two who are covered as employees already.
  await db.owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
     select region_code, person_id, 'resident', '390', '2020-01-01', '2020-01-01', '15', 'adult', 'tier1', 990101001001, 'resident'
       from coverage where scheme = 'employee' and covered_to is null
        and person_id not in (select person_id from coverage where scheme = 'resident') order by person_id limit 2`,
  );
  await made(clerk, '/api/findings/search', {});
  // Three who died: an open account with 300.00 and a cover that goes on; a closed one with 5.00 again; none at all.
  await db.owner.query(`delete from personal_account where person_id = 33`);
  await db.owner.query(`insert into personal_account (region_code, person_id) select region_code, person_id from person
    where person_id in (31, 32) on conflict do nothing`);
  await db.owner.query(`update person set status = 'dead', died_on = case person_id when 31 then date '2026-03-01'
    when 32 then '2026-04-01' else '2026-05-01' end where person_id in (31, 32, 33)`);
  await db.owner.query(`update coverage set covered_to = '2026-04-01' where person_id = 32`);
  await db.owner.query(`delete from coverage where person_id in (31, 33)`);
  await db.owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
     select region_code, person_id, 'resident', '390', '2020-01-01', '2020-01-01', '15', 'adult', 'tier1', 990101001001, 'resident'
       from person where person_id = 31`,
  );
  await db.owner.query(`update personal_account set balance_fen = 30000 where person_id = 31`);
  await db.owner.query(`update personal_account set balance_fen = 500, status = 'closed', closed_on = '2026-05-01',
    closed_reason = 'death' where person_id = 32`);
  await db.owner.query(
    `insert into account_movement (region_code, person_id, movement_id, entry_id, kind, amount_fen, balance_fen, moved_at)
     values ('990100', 32, 9101, 9101, 'withdrawal', -7500, 2500, '2026-05-01T10:00:00+08:00'),
            ('990100', 32, 9102, 9101, 'inheritance', -2500, 0, '2026-05-01T10:00:00+08:00'),
            ('990100', 32, 9103, 9103, 'correction', 500, 500, '2026-05-02T10:00:00+08:00')`,
  );
  await db.owner.query(
    `insert into account_request (region_code, person_id, request_id, kind, amount_fen, detail, reason, requested_by, requested_at,
        decided_by, decided_at, approved)
     values ('990100', 32, 9101, 'closing', 10000, '{"closedReason":"death","payees":[{"to":"bank","name":"李小红",
        "relation":"child","bankName":"某银行","bankAccount":"6222020200011122333","amountFen":7500},
        {"to":"account","name":"王明","relation":"child","psnNo":"99010000000000000031","amountFen":2500}]}', '死亡', 'demo.clerk', now(), 'demo.reviewer', now(), true)`,
  );
  const transfer = {
    scheme: 'employee',
    fund: 'pooledFund',
    upTo: today,
    movedOn: today,
    bankSerial: 'HZ-1',
  };
  transferId = (await finance.ok(fundTransferView, 'POST', '/api/fund-transfers', transfer)).transferId;
  await putRowsOfInstitutions({ owner: db.owner, today, signedIn });
  await putActs(db.owner);
  await putLevyAudit(db.owner);
  await putUnenrolled(db.owner);
  await putNotAssessed(db.owner);
  await putDuplicates(db.owner);
  await putCollecting(db.owner);
  await putArrears(db.owner);
  await putCounterDay(db.owner, clerk);
  await putRequestsAndLists({ owner: db.owner, today, signedIn });
  await putListsAndHandovers(db.owner, await signedIn('employer'));
  await putChanges(db.owner);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function signedIn(role: string): Promise<Browser> {
  const browser = new Browser(server.url);
  await browser.ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
  return browser;
}

async function made(browser: Browser, path: string, body: unknown): Promise<void> {
  const answer = await browser.ask('POST', path, body);
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200);
}

type Row = Readonly<Record<string, unknown>>;
interface Listed {
  readonly items: readonly Row[];
  readonly total?: number;
  readonly next?: string | number;
}

interface ListCase {
  readonly role: string;
  /** Field of a row, or the way to it, that the first column of the file holds. */
  readonly first: string;
  /** What the list is of, where its address names it. */
  readonly of?: string | (() => string);
  /** What waits stands before the rest, in whichever order. */
  readonly waits?: (row: Row) => boolean;
}

const LISTS: Readonly<Record<string, ListCase>> = {
  contributionBills: { role: 'clerk', first: 'billNo' },
  receipts: { role: 'finance', first: 'serial' },
  refunds: { role: 'finance', first: 'refundId' },
  arrears: { role: 'clerk', first: 'payerName' },
  declarations: { role: 'clerk', first: 'declarationId' },
  debtPlans: { role: 'reviewer', first: 'planId' },
  waivers: { role: 'reviewer', first: 'waiverId' },
  refusedBills: { role: 'clerk', first: 'refusedId' },
  transfers: { role: 'clerk', first: 'transferId' },
  registerFindings: { role: 'clerk', first: 'findingId' },
  deceased: { role: 'clerk', first: 'psnNo' },
  mapping: { role: 'pharmacy', first: 'localCode' },
  mappingReviews: { role: 'reviewer', first: 'localCode' },
  stays: { role: 'hospital', first: 'visitNo' },
  batches: { role: 'employer', first: 'batchId' },
  handovers: { role: 'clerk', first: 'handoverId', waits: ({ state }) => state === 'offered' },
  reversalRequests: { role: 'reviewer', first: 'requestId' },
  enrolmentRequests: { role: 'reviewer', first: 'requestId', waits: (row) => row.decision === undefined },
  accountRequests: { role: 'reviewer', first: 'requestId', waits: (row) => row.decidedBy === undefined },
  collectionLists: { role: 'clerk', first: 'listNo' },
  counterDays: { role: 'finance', first: 'day' },
  collectionDays: { role: 'finance', first: 'day' },
  levyAudits: { role: 'supervisor', first: 'auditId' },
  unenrolled: { role: 'supervisor', first: 'uscc' },
  levySelection: { role: 'supervisor', first: 'uscc' },
  levyFindings: { role: 'supervisor', first: 'findingId', of: AUDIT_ID },
  levyNotices: { role: 'supervisor', first: 'noticeNo', of: AUDIT_ID },
  duplicates: { role: 'clerk', first: 'persons.0.psnNo' },
  assessmentProblems: { role: 'clerk', first: 'psnNo', of: RUN_ID },
  fundTransfers: { role: 'finance', first: 'bankSerial' },
  carriedReceipts: { role: 'finance', first: 'serial', of: () => transferId },
  entryDelays: { role: 'leader', first: 'name' },
  levyUnits: { role: 'leader', first: 'name' },
  units: { role: 'clerk', first: 'code' },
  registerHistory: { role: 'clerk', first: 'no', of: '~1' },
  unitHistory: { role: 'clerk', first: 'no', of: '1' },
  acts: { role: 'clerk', first: 'actId' },
  unitPeople: {
    ...{ role: 'employer', first: 'psnNo', of: '1' },
    waits: ({ joined, ended }) => joined === true || ended === true,
  },
  assessmentRuns: { role: 'clerk', first: 'runId' },
  adjustmentLevies: { role: 'finance', first: 'levyId' },
  paymentFiles: { role: 'finance', first: 'name' },
  counterPayments: { role: 'clerk', first: 'paymentId' },
  roleRequests: { role: 'security', first: 'requestId', waits: (row) => row.decision === undefined },
  users: { role: 'security', first: 'account' },
  audit: { role: 'audit', first: 'id' },
};

/** Files of one thing, and the sheet of notices for the post, which is made for printing. */
const NO_LISTS = [
  '/api/tasks/{id}/file',
  '/api/dunning-notices/file',
  '/api/collection-lists/{id}/file',
  '/api/transfers/{id}/sheet/file',
];

test('every list with a file stands in this test', () => {
  // Tried where their lists are.
  const elsewhere = ['/api/bills/file', '/api/messages/file'];
  const paths: readonly string[] = Object.values(OPERATIONS).map(({ path }) => path);
  const files = paths.filter(
    (path) => path.endsWith('/file') && paths.includes(path.slice(0, -'/file'.length)),
  );
  const here = Object.keys(LISTS).map((id) => `${OPERATIONS[id as 'receipts'].path}/file`);
  expect(new Set([...here, ...elsewhere, ...NO_LISTS])).toEqual(
    new Set([...files, ...elsewhere, ...NO_LISTS]),
  );
});

/** Cells of a CSV file as it writes them. */
function cells(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"|([^,"]+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  );
}

/** A number as it is, however many digits are written; other texts as they are. */
const asNumber = (text: string): string => (/^-?\d+\.\d{2}$/.test(text) ? String(Number(text)) : text);

async function cellsOf(file: Uint8Array): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = [];
  for await (const batch of (await openSheet(file)).rows) rows.push(...batch.map(({ cells }) => [...cells]));
  return rows;
}

function fieldOf(row: Row, way: string): unknown {
  return way.split('.').reduce<unknown>((at, key) => (at as Row)[key], row);
}

const pathOf = (id: string, { of = '' }: ListCase): string =>
  OPERATIONS[id as 'receipts'].path.replace(/\{\w+\}/, typeof of === 'string' ? of : of());

describe.each(Object.entries(LISTS))('%s', (id, list) => {
  const { role, first } = list;

  test('the file holds what the list holds, in its order, and adds it up', async () => {
    const path = pathOf(id, list);
    const reader = await signedIn(role);
    // Taking a file is an entry of the log itself.
    const until = id === 'audit' ? `&to=${new Date().toISOString()}` : '';
    const { body } = await reader.ask('GET', `${path}?limit=200`);
    const { items } = body as Listed;
    expect(items.length).toBeGreaterThan(0);
    const file = await reader.ask('GET', `${path}/file?format=csv&lang=en${until}`);
    expect(file.status, JSON.stringify(file.body)).toBe(200);
    const lines = String(file.body).replace('\uFEFF', '').trim().split('\r\n').map(cells);
    const rows = lines.slice(1).filter(([cell]) => cell !== 'Total');
    const plain = (text: unknown) => String(text).replace(/^['\t]/, '');
    expect(rows.slice(0, items.length).map(([cell]) => plain(cell))).toEqual(
      items.map((row) => plain(fieldOf(row, first))),
    );
    for (const [index, head] of (lines[0] ?? []).entries()) {
      if (!head.includes('(yuan)')) continue;
      const fen = rows.reduce((sum, row) => sum + Math.round(Number(row[index]) * 100), 0);
      const sum = lines.find(([cell]) => cell === 'Total')?.[index];
      expect([head, Math.round(Number(sum) * 100)]).toEqual([head, fen]);
    }
    // The spreadsheet holds the same, cell by cell; its numbers are numbers.
    const sheet = await cellsOf((await reader.bytes(`${path}/file?format=xlsx&lang=en${until}`)).bytes);
    const said = (line: readonly string[]) => line.map((cell) => asNumber(plain(cell)));
    const wide = (line: readonly string[]) => said([...line, ...Array(40).fill('')]).slice(0, 40);
    expect(sheet.map(wide)).toEqual(lines.map(wide));
    const [entry] = (
      await db.owner.query(
        "select actor, detail from audit_entry where action = 'list.export' order by at desc, stripe desc, position desc limit 1",
      )
    ).rows;
    expect([entry.actor, entry.detail.rows]).toEqual([expect.stringContaining(`demo.${role}`), rows.length]);
  });
});

const order = (a: unknown, b: unknown): number =>
  typeof a === 'number' ? a - Number(b) : String(a) < String(b) ? -1 : Number(String(a) > String(b));

const ORDERED = Object.entries(LISTS).flatMap(([id, list]) => {
  const { query } = OPERATIONS[id as 'receipts'];
  return 'sort' in query.shape ? [{ ...list, id, list, sorts: query.shape.sort.def.innerType.options }] : [];
});

test.each(ORDERED)(
  '$id orders by what it says, both ways, and pages without a gap',
  async ({ role, first, id, list: of, sorts, waits }) => {
    const path = pathOf(id, of);
    const reader = await signedIn(role);
    const list = async (more: string) => (await reader.ask('GET', `${path}?${more}`)).body as Listed;
    for (const sort of sorts) {
      const [up, down] = [
        await list(`limit=200&sort=${sort}&order=asc`),
        await list(`limit=200&sort=${sort}&order=desc`),
      ];
      for (const group of [true, false]) {
        const of = ({ items }: Listed) =>
          items
            .filter((row) => (waits?.(row) ?? true) === group)
            .map((row) => row[sort])
            .filter((value) => value !== undefined && value !== '');
        const values = of(up);
        // Numbers and days by themselves; names as the database orders Chinese.
        const byItself = values.every(
          (value) => typeof value === 'number' || /^\d{4}-\d\d/.test(String(value)),
        );
        if (byItself) expect([sort, values]).toEqual([sort, values.toSorted(order)]);
        // Where one page holds them all.
        if (up.next === undefined) expect([sort, of(down)]).toEqual([sort, values.toReversed()]);
      }
      expect([down.items.length, down.total]).toEqual([up.items.length, up.total]);
      const head = await list(`limit=1&sort=${sort}&order=asc`);
      // The log goes on by its last entry.
      const rest = path === '/api/audit' ? `before=${head.next}` : 'after=1';
      const paged = [...head.items, ...(await list(`${rest}&sort=${sort}&order=asc`)).items];
      expect(paged.map((row) => row[first])).toEqual(
        up.items.slice(0, paged.length).map((row) => row[first]),
      );
    }
  },
);

test('totals are of all that match and not of the page', async () => {
  const finance = await signedIn('finance');
  // 12.34 and 999.00 came in, 5.00 and 7.00 of it are to go back.
  const receipts = await finance.ok(receiptsView, 'GET', '/api/receipts?state=all&q=LIST-1');
  // Nothing of the first is allocated.
  expect([receipts.total, receipts.amountFen, receipts.freeFen]).toEqual([1, 1_234, 1_234]);
  const page = (await finance.ask('GET', '/api/refunds?limit=1&sort=amountFen')).body as Listed & {
    amountFen: number;
  };
  const all = (await finance.ask('GET', '/api/refunds?limit=200')).body as Listed;
  expect(page.total).toBe(all.items.length);
  expect(page.amountFen).toBe(all.items.reduce((sum, row) => sum + Number(row.amountFen), 0));
  const plans = await finance.ok(plansView, 'GET', '/api/debt-plans?limit=1&sort=totalFen&order=asc');
  // 300.00 and 200.00, the smaller first.
  expect([plans.total, plans.totalFen, plans.items[0]?.totalFen, plans.next]).toEqual([2, 50_000, 20_000, 1]);
  const waivers = await finance.ok(waiversView, 'GET', '/api/late-fee-waivers?state=open');
  expect([waivers.total, waivers.items[0]?.amountFen]).toEqual([1, 100]);
  const debtors = await finance.ok(arrearsView, 'GET', '/api/arrears?limit=200');
  expect(debtors.total).toBe(debtors.items.length);
  expect(debtors.openFen).toBe(debtors.items.reduce((sum, row) => sum + row.openFen, 0));
});

test('institutions and audits: sums of all pages, what waits, and what a state leaves', async () => {
  const hospital = await signedIn('hospital');
  // 30.00, and 20.00 that is settled
  const stays = await hospital.ok(staysView, 'GET', '/api/office/stays?limit=1&sort=openFen');
  expect(stays).toMatchObject({ total: 2, openFen: 3_000, totalFen: 5_000, next: 1 });
  expect(stays.items).toMatchObject([{ openFen: 3_000 }]);
  const pharmacy = await signedIn('pharmacy');
  const mapped = (more: string) => pharmacy.ok(mappingView, 'GET', `/api/office/mapping?limit=1&${more}`);
  expect(await mapped('')).toMatchObject({ total: 3, next: 1 });
  expect(await mapped('state=submitted&sort=localCode&order=asc&after=1')).toMatchObject({
    ...{ total: 2, counts: { submitted: 2, 'to-map': 1 } },
    items: [{ localCode: 'D2', name: '=自编名称' }],
  });
  const file = await pharmacy.ask('GET', '/api/office/mapping/file?format=csv&state=submitted&sort=priceE4');
  expect(String(file.body)).toMatch(/"D1".*"12\.50".*"D2","'=自编名称".*"8\.1234"/s);
  const reviewer = await signedIn('reviewer');
  const asked = (more: string) => reviewer.ok(reversalRequestsPage, 'GET', `/api/reversal-requests?${more}`);
  expect(await asked('state=open')).toMatchObject({ total: 1, totalFen: 2_000, open: 1 });
  expect(await asked('state=closed')).toEqual({ items: [], total: 0, totalFen: 0, open: 1 });
  const handovers = (more: string) => reviewer.ok(handoversView, 'GET', `/api/handovers?${more}`);
  // What waits comes first, in whatever order; the demo has a third.
  for (const order of ['asc', 'desc'])
    expect((await handovers(`order=${order}`)).items.map(({ state }) => state)).toEqual([
      ...['offered', 'offered', 'accepted'],
    ]);
  expect(await handovers('kind=leaving-school&state=accepted')).toMatchObject({ total: 1 });
  expect(await handovers('kind=into-school&state=accepted')).toEqual({ items: [], total: 0 });
  const requests = (more: string) =>
    reviewer.ok(enrolmentRequestsView, 'GET', `/api/enrolment/requests?${more}`);
  expect(await requests('state=open')).toMatchObject({ total: 1, items: [{ reason: '补办停保' }] });
  expect(await requests('state=decided')).toMatchObject({
    total: 1,
    items: [{ decision: { approved: false } }],
  });
  // What waits comes first, in whatever order.
  for (const order of ['asc', 'desc'])
    expect((await requests(`order=${order}`)).items.map((one) => one.decision?.note)).toEqual([
      ...[undefined, '材料不全'],
    ]);
  const clerk = await signedIn('clerk');
  const lists = (more: string) => clerk.ok(collectionListsView, 'GET', `/api/collection-lists?${more}`);
  // 800.00, and 9.00 that is withdrawn
  expect(await lists('sort=amountFen')).toMatchObject({
    ...{ total: 2, amountFen: 80_000, paidFen: 0 },
    items: [{ listNo: 'LIST-9401' }, { listNo: 'LIST-9402', state: 'withdrawn' }],
  });
  expect(await lists('kind=pension')).toMatchObject({ total: 1, amountFen: 0 });
  const employer = await signedIn('employer');
  const batches = await employer.ok(batchesView, 'GET', '/api/lists?limit=1&order=asc');
  expect(batches).toMatchObject({ total: 2, next: 1, items: [{ fileName: '名单甲.csv' }] });
  expect(await employer.ok(batchesView, 'GET', '/api/lists?state=waiting')).toEqual({ items: [], total: 0 });
  const supervisor = await signedIn('supervisor');
  const audits = (more: string) => supervisor.ok(levyAuditsView, 'GET', `/api/levy-audits?${more}`);
  // 123.45 + 200.00 short, 150.00 made up
  const sums = { total: 1, shortFen: 32_345, madeUpFen: 15_000 };
  expect(await audits('state=running')).toMatchObject({ ...sums, items: [{ findings: 3, open: 3 }] });
  expect(await audits('state=closed')).toEqual({ items: [], total: 0, shortFen: 0, madeUpFen: 0 });
  const findings = await supervisor.ok(findingsView, 'GET', `/api/levy-audits/${AUDIT_ID}/findings?limit=1`);
  expect(findings).toMatchObject({ ...sums, total: 3, next: 1, items: [{ amountFen: 20_000 }] });
  expect((await supervisor.ask('GET', '/api/levy-audits/1/findings/file')).status).toBe(404);
  const notices = (more: string) =>
    supervisor.ok(levyNoticesView, 'GET', `/api/levy-audits/${AUDIT_ID}/notices?${more}`);
  // The later one names two findings, of which one has no conclusion yet.
  const later = { noticeNo: 'ZG-2', findings: 2, open: 1 };
  expect(await notices('limit=1')).toMatchObject({ total: 2, next: 1, items: [later] });
  expect(await notices('state=concluded')).toMatchObject({ total: 1, items: [{ noticeNo: 'ZG-1' }] });
});

test('the deceased: how cover and account of each stand, what is left, and who was named to be paid', async () => {
  const clerk = await signedIn('clerk');
  const list = (more = '') =>
    clerk.ok(deceasedView, 'GET', `/api/deceased?from=2026-03-01&to=2026-05-01&sort=diedOn&order=asc${more}`);
  const { items, ...totals } = await list();
  // 300.00 + 5.00
  expect(totals).toEqual({ total: 3, withMoney: 2, balanceFen: 30_500 });
  expect(items).toMatchObject([
    { diedOn: '2026-03-01', coversRunning: 1, account: 'open', balanceFen: 30_000, payees: [] },
    {
      ...{ diedOn: '2026-04-01', coverEndedOn: '2026-04-01', coversRunning: 0, account: 'left' },
      ...{ closedOn: '2026-05-01', balanceFen: 500, paidOutFen: 7_500, inheritedFen: 2_500 },
      payees: [
        { name: '李**', amountFen: 7_500 },
        { name: '王*', amountFen: 2_500 },
      ],
    },
    { diedOn: '2026-05-01', coversRunning: 0, account: 'none', balanceFen: 0, paidOutFen: 0 },
  ]);
  expect(items.every((one) => one.name.includes('*') && one.psnNo.includes('*'))).toBe(true);
  expect(await list('&account=left')).toMatchObject({ total: 1, withMoney: 1, balanceFen: 500 });
  // A payment that waits for the second person.
  await db.owner.query(
    `insert into account_request (region_code, person_id, request_id, kind, detail, reason, requested_by, requested_at)
     values ('990100', 31, 9102, 'closing', '{"closedReason":"death","payees":[]}', '死亡', 'demo.clerk', now())`,
  );
  expect((await list('&account=asked')).items.map((one) => one.diedOn)).toEqual(['2026-03-01']);
  expect((await list('&account=open')).total).toBe(0);
  const community = await signedIn('community');
  expect((await community.ask('GET', '/api/deceased')).status).toBe(403);
});

test('changes of the registers: of one register or all, counted and numbered over all pages, with units by their names', async () => {
  const clerk = await signedIn('clerk');
  const path = '/api/register/persons/~1/history';
  const changes = (more: string) => clerk.ok(registerHistoryView, 'GET', `${path}?${more}`);
  const all = await changes('limit=200');
  expect(all.items.map(({ no }) => no)).toEqual(all.items.map((_, index) => all.total - index));
  const person = await changes('register=person&order=asc');
  expect(person.items.map(({ kind }) => kind)).toEqual(['made', 'changed', 'changed']);
  expect(person.items[2]?.changes).toEqual([{ field: 'phone', before: '139****0001', after: '139****0002' }]);
  const filter = 'register=person&limit=1&after=1';
  expect(await changes(filter)).toMatchObject({ total: 3, next: 2, items: [{ kind: 'changed' }] });
  // A row that was taken back: made and removed, with the name of its unit.
  const schooling = await changes('register=schooling&order=asc');
  expect(schooling.items.map(({ kind }) => kind)).toEqual(['made', 'removed']);
  expect(schooling.units['8000001']).toBe('共济市实验小学');
  const file = await clerk.ask('GET', `${path}/file?format=csv&register=schooling&order=asc&lang=zh`);
  expect(String(file.body)).toMatch(/"移除".*单位：共济市实验小学；/);
  const unit = await clerk.ok(registerHistoryView, 'GET', '/api/units/1/history');
  expect(unit.items.map(({ no, kind }) => [no, kind])).toEqual([
    [2, 'changed'],
    [1, 'made'],
  ]);
});

test('a name that begins like a formula is a text in the file', async () => {
  const finance = await signedIn('finance');
  const file = await finance.ask('GET', '/api/receipts/file?format=csv&q=LIST-1');
  expect(String(file.body)).toContain(`"'=甲单位"`);
});
