import { OPERATIONS } from '@gongji/contract';
import { openSheet } from '@gongji/sheets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ListCity, startListCity } from './testing/list-city.ts';
import { AUDIT_ID, RUN_ID } from './testing/list-rows.ts';

let city: ListCity;
beforeAll(async () => {
  city = await startListCity();
});
afterAll(() => city.stop());

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
  carriedReceipts: { role: 'finance', first: 'serial', of: () => city.transferId },
  entryDelays: { role: 'leader', first: 'name' },
  levyUnits: { role: 'leader', first: 'name' },
  units: { role: 'clerk', first: 'code' },
  registerPersons: { role: 'clerk', first: 'psnNo' },
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
    const reader = await city.signedIn(role);
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
      await city.owner.query(
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
    const reader = await city.signedIn(role);
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
