import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROLES, type Role } from '@gongji/contract';
import { runDemoDay } from '@gongji/demo';
import { putDemoContributions } from '@gongji/server/contribution';
import { DEMO_PASSWORD } from '@gongji/server/identity';
import { loadPolicyFiles } from '@gongji/server/policy';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MENU } from '../src/app/menu.ts';
import { seriousFindings } from './accessibility.ts';
import { brokenNumbers } from './broken-numbers.ts';
import { closePage, DESK, goWithin, openPage, PHONE } from './browser.ts';
import { type City, HOSPITAL, openCity } from './city.ts';
import { leaksOn } from './leaks.ts';

const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));
const PERSONS = 400;

/** Account of the demo by role; who opens a page is the first of these that may. */
const ACCOUNTS = {
  clerk: 'clerk',
  supervisor: 'supervisor',
  reviewer: 'reviewer',
  finance: 'finance',
  'hospital-operator': 'hospital',
  'employer-operator': 'employer',
  'school-operator': 'school',
  'insured-person': 'insured',
  'system-admin': 'system',
  'security-admin': 'security',
  'audit-admin': 'audit',
} as const satisfies Partial<Record<Role, string>>;
type Account = (typeof ACCOUNTS)[keyof typeof ACCOUNTS];

/** Pages of the router that no menu entry leads to by itself: account, and the address; `{x}` from the list it stands in. */
const DETAILS: Readonly<Record<string, readonly [Account, string]>> = {
  'sign-in': ['clerk', '/sign-in'],
  'policies/:id': ['clerk', '/policies/showcase.employee'],
  'settlements/:id': ['clerk', '/settlements/{/api/settlements settlementId}'],
  'persons/:psnNo?': ['clerk', '/persons/~3'],
  'persons/:psnNo/account': ['clerk', '/persons/~3/account'],
  'transfers/:id': ['clerk', '/transfers/{/api/transfers transferId}'],
  'levy-selection': ['supervisor', '/levy-selection'],
  'levy-audits/:id': ['supervisor', '/levy-audits/{/api/levy-audits auditId}'],
  'lists/:id': ['clerk', '/lists/{/api/lists batchId}'],
  'enrolment/persons/:ref': ['clerk', '/enrolment/persons/~3'],
  'enrolment/:tab?': ['clerk', '/enrolment/units'],
  'contributions/bills/:id': ['clerk', '/contributions/bills/{/api/contribution-bills billId}'],
  'contributions/declarations': ['clerk', '/contributions/declarations'],
  'contributions/assessment': ['clerk', '/contributions/assessment'],
  'contributions/receipts': ['finance', '/contributions/receipts'],
  'contributions/receipts/:id': ['finance', '/contributions/receipts/{/api/receipts receiptId}'],
  'contributions/refunds': ['finance', '/contributions/refunds'],
  'contributions/unit': ['employer', '/contributions/unit'],
  'contributions/books': ['finance', '/contributions/books'],
  // The demo has none: what a page says of something that is not there.
  'contributions/books/:id': ['finance', '/contributions/books/1'],
  'contributions/counter': ['clerk', '/contributions/counter'],
  'contributions/counter/:clerk/:day': ['clerk', '/contributions/counter/demo.clerk/{day}'],
  'contributions/lists': ['clerk', '/contributions/lists'],
  'unenrolled-employers/:id': ['supervisor', '/unenrolled-employers/{/api/unenrolled-employers entryId}'],
  'contributions/lists/:id': ['clerk', '/contributions/lists/{/api/collection-lists listId}'],
  'contributions/days': ['finance', '/contributions/days'],
  'contributions/days/:source/:day': ['finance', '/contributions/days/bank/{day}'],
  'contributions/arrears': ['clerk', '/contributions/arrears'],
  'contributions/arrears/notices/:id': [
    'clerk',
    '/contributions/arrears/notices/{/api/dunning-notices noticeId}',
  ],
  'contributions/arrears/account': ['employer', '/contributions/arrears/account'],
  'office/stays': ['hospital', '/office/stays'],
  'office/stays/:id': ['hospital', '/office/stays/{stay}'],
  'office/bills': ['hospital', '/office/bills'],
  'office/reconciliation': ['hospital', '/office/reconciliation'],
  'office/reconciliation/:day': ['hospital', '/office/reconciliation/{day}'],
  'office/mapping': ['hospital', '/office/mapping'],
  'office/messages/:id': ['hospital', '/office/messages/{/api/messages?failed=true logId}'],
};

let city: City;

beforeAll(async () => {
  city = await openCity(PERSONS);
  const out = { write: () => true, columns: 96 };
  const url = city.server.url;
  await runDemoDay({ baseUrl: url, out, seed: 1, persons: PERSONS, crowd: 5, addresses: [] });
  await putDemoContributions({
    pool: city.db.pool,
    policies: loadPolicyFiles(POLICIES),
    asOf: city.today,
  });
  const supervisor = await openAs('supervisor', {});
  const audit = { name: '专项稽核', from: city.today.slice(0, 7), to: city.today.slice(0, 7) };
  await send(supervisor, '/api/levy-audits', audit);
  const employer = {
    uscc: '91990100MA0000010E',
    name: '共济市长风商贸有限公司',
    kind: 'private',
    sourceName: '举报',
  };
  await send(supervisor, '/api/unenrolled-employers', employer);
  const clerk = await openAs('clerk', {});
  await send(clerk, '/api/arrears/runs', {});
  const { rows } = await city.db.owner.query<{ unitId: string; billId: string }>(
    `select b.unit_id as "unitId", b.bill_id as "billId" from contribution_bill b where b.payer = 'unit' and b.amount_fen > 100
        and not exists (select from allocation a where a.bill_id = b.bill_id) limit 1`,
  );
  const [{ unitId = '', billId = '' } = {}] = rows;
  await send(clerk, '/api/counter/payments', { unitId, billIds: [billId], method: 'cash', amountFen: 100 });
  const year = city.today.slice(0, 4);
  // Pupils of the demo's school; so small a city may have nobody whom a government pays for.
  const school = { kind: 'school', unitId: '8000001', scheme: 'resident', period: year };
  await send(clerk, '/api/collection-lists', school);
  const list = '/api/lists?kind=staff&unitId=1&fileName=list.csv';
  await send(clerk, list, Buffer.from('证件号码,姓名\r\n990100198104120017,陈建国\r\n'));
});
afterAll(() => city.close());

async function openAs(account: Account, options: Parameters<typeof openPage>[2]): Promise<Page> {
  const { url } = city.server;
  const user = { account: `demo.${account}`, password: DEMO_PASSWORD };
  const { page, faults } = await openPage(city.browser, url, { ...options, user });
  FAULTS.set(page, faults);
  return page;
}
const FAULTS = new WeakMap<Page, readonly string[]>();

async function send(page: Page, path: string, data: unknown): Promise<void> {
  const { url } = city.server;
  const type = Buffer.isBuffer(data) ? 'application/octet-stream' : 'application/json';
  const headers = { 'x-requested-by': 'gongji', origin: url, 'content-type': type };
  const reply = await page.request.post(url + path, {
    data: Buffer.isBuffer(data) ? data : JSON.stringify(data),
    headers,
  });
  if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`);
}

/** `{/api/lists batchId}` is that field of the first item there; `{day}` is today, `{stay}` a stay in the hospital. */
async function addressOf(page: Page, address: string): Promise<string> {
  const wanted = /\{(\S+)(?: (\S+))?\}/.exec(address);
  if (wanted === null) return address;
  const [whole, path = '', field = ''] = wanted;
  if (path === 'day') return address.replace(whole, city.today);
  if (path === 'stay') {
    const { rows } = await city.db.owner.query<{ id: string }>(
      "select visit_id as id from visit where kind = 'inpatient' and institution_code = $1 limit 1",
      [HOSPITAL],
    );
    return address.replace(whole, rows[0]?.id ?? '');
  }
  // What a task makes comes a moment later.
  const first = async (): Promise<string | undefined> => {
    const reply = await page.request.get(city.server.url + path);
    const { items } = (await reply.json()) as { items?: readonly Record<string, string>[] };
    return items?.[0]?.[field];
  };
  await expect.poll(first, { message: `${field} of ${path}` }).toBeDefined();
  return address.replace(whole, (await first()) ?? '');
}

function whoMay({ action, unless }: (typeof MENU)[number]): Account {
  const found = Object.entries(ACCOUNTS).find(([role]) => {
    const may: object = ROLES[role as Role].may;
    return (action === undefined || action in may) && (unless === undefined || !(unless in may));
  });
  if (found === undefined) throw new Error('nobody may open it');
  return found[1];
}

/** Everything the router knows, read where it is written. */
const ROUTES = [
  ...readFileSync(new URL('../src/app/routes.tsx', import.meta.url), 'utf8').matchAll(/path: '([^'*]+)'/g),
].map((match) => match[1] ?? '');

const PAGES = [
  ...MENU.map((entry) => ({ account: whoMay(entry), address: entry.path })),
  ...Object.values(DETAILS).map(([account, address]) => ({ account, address })),
];

test('no page is forgotten: each route is in the menu or in the table of this test', () => {
  const known = new Set([...MENU.map(({ path }) => path.slice(1)), ...Object.keys(DETAILS)]);
  expect(ROUTES.filter((route) => !known.has(route))).toEqual([]);
  expect(Object.keys(DETAILS).filter((route) => !ROUTES.includes(route))).toEqual([]);
  expect(new Set(MENU.map(({ key }) => key)).size).toBe(MENU.length);
});

test.each([
  ['desk, Chinese, light', { size: DESK, lang: 'zh', theme: 'light' }],
  ['phone, English, dark', { size: PHONE, lang: 'en', theme: 'dark' }],
] as const)(
  '%s: every page is whole, in one language, fits, and has no serious finding',
  async (_name, options) => {
    const wrong: string[] = [];
    for (const account of new Set(PAGES.map((one) => one.account))) {
      const page = await openAs(account, options);
      for (const { address } of PAGES.filter((one) => one.account === account))
        wrong.push(...(await wrongOn(page, await addressOf(page, address), options)));
      await closePage(page);
    }
    expect(wrong).toEqual([]);
  },
  400_000,
);

interface Shown {
  readonly size: { readonly width: number };
  readonly lang: 'zh' | 'en';
}

async function wrongOn(page: Page, path: string, { size, lang }: Shown): Promise<readonly string[]> {
  await goWithin(page, path);
  await page.locator('main :is(h1, h2)').first().waitFor();
  await page.waitForFunction(() => document.querySelector('main .skeleton') === null);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return [
    ...(width > size.width ? [`${width} wide`] : []),
    ...(await leaksOn(page, lang)).map((text) => `leak: ${text}`),
    ...(await brokenNumbers(page)).map((number) => `broken over lines: ${number}`),
    ...(await seriousFindings(page, { seen: size === PHONE })),
    ...(FAULTS.get(page) ?? []),
  ].map((what) => `${path} ${what}`);
}
