import { fileURLToPath } from 'node:url';
import {
  accountRequestView,
  actedView,
  batchView,
  levyAuditView,
  newUserView,
  OPERATIONS,
  type Operation,
  type OperationId,
  operationsView,
  overviewView,
  permissionsOf,
  problemView,
  ROLE_IDS,
  ROLES,
  type Role,
  reversalRequestView,
  settledView,
  transferView,
  unenrolledPage,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { putDemoContributions } from '@gongji/server/contribution';
import { DEMO_PASSWORD, DEMO_USERS, putTestUsers } from '@gongji/server/identity/testing';
import { loadPolicyFiles } from '@gongji/server/policy';
import { insertUser } from '@gongji/store/identity';
import { insertMessageLog } from '@gongji/store/provider-interface';
import { putApiClient } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

/**
 * Every operation as every role and tenant, against the table of permissions: what the table denies answers 403, what it
 * allows gets past the door, and strangers (another region, another institution, another person) find nothing of ours.
 */
const CHEN = '99010000000000000001';
const HOSPITAL = 'H99010100001';
const EMPLOYER = '1';
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const yearAgo = `${Number(today.slice(0, 4)) - 1}-06-30`;
const ALL = Object.entries(OPERATIONS) as [OperationId, Operation][];
const GUARDED = ALL.filter(([, operation]) => operation.action !== 'public');

const POLICIES = fileURLToPath(new URL('../policies/', import.meta.url));

let db: TestDatabase;
let server: RunningServer;
const ids: Record<string, string> = {};
const browsers = new Map<string, Browser>();

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 30, asOf: today });
  await putTestUsers(db.owner);
  await putStrangers();
  for (const role of ROLE_IDS) {
    const client = { clientId: role, name: role, token: `gongji_test_${role}`, role };
    const institutionCode = ROLES[role].kind === 'institution' ? HOSPITAL : null;
    const unitId = ROLES[role].kind === 'unit' ? EMPLOYER : null;
    await putApiClient(db.owner, { ...client, regionCode: '990100', institutionCode, unitId });
  }
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  const { rows: users } = await db.owner.query<{ account: string }>('select account from user_account');
  for (const { account } of users) {
    const browser = new Browser(server.url);
    browsers.set(account, browser);
    const signedIn = await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD });
    expect(signedIn.status, account).toBe(200);
  }
  await putOurs();
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

/** Each role once more: in another region, and at another institution or as another person. */
async function putStrangers(): Promise<void> {
  const { rows } = await db.owner.query<{ hash: string }>(
    'select password_hash as hash from user_account limit 1',
  );
  const put = (
    account: string,
    role: Role,
    place: {
      regionCode: string;
      institutionCode: string | null;
      unitId?: string | null;
      ownPersonId: string | null;
    },
  ) =>
    insertUser(db.owner, {
      userId: db.newId(),
      account,
      name: `stranger ${role}`,
      ...place,
      roles: [role],
      demo: true,
      passwordHash: rows[0]?.hash ?? '',
      mustChangePassword: false,
      at: new Date(),
      by: 'test',
    });
  for (const role of ROLE_IDS) {
    const { kind } = ROLES[role];
    const institutionCode = kind === 'institution' ? 'H99020100001' : null;
    if (kind !== 'insured' && kind !== 'unit')
      await put(`far.${role}`, role, { regionCode: '990200', institutionCode, ownPersonId: null });
    // A unit of ours, but another one: the next employer.
    if (kind === 'unit')
      await put(`next.${role}`, role, {
        regionCode: '990100',
        institutionCode: null,
        unitId: '2',
        ownPersonId: null,
      });
    if (kind === 'institution')
      await put(`next.${role}`, role, {
        regionCode: '990100',
        institutionCode: 'H99010100002',
        ownPersonId: null,
      });
    if (kind === 'insured')
      await put(`next.${role}`, role, { regionCode: '990100', institutionCode: null, ownPersonId: '2' });
  }
}

/** A settlement, a message, a look, a user and a request for roles of our region. */
async function putOurs(): Promise<void> {
  const { rows } = await db.owner.query<{ code: string }>(
    "select list_code as code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  const lines = [{ id: '1', listCode: rows[0]?.code, quantity: '1', amountFen: 50_000 }];
  const bill = {
    psnNo: CHEN,
    insutype: '310',
    institutionCode: HOSPITAL,
    medType: '11',
    totalFen: 50_000,
    lines,
  };
  const settled = await browsers
    .get('demo.clerk')
    ?.ask(
      'POST',
      '/api/settlements',
      { ...bill, startedOn: today, endedOn: today },
      { 'idempotency-key': 'ours' },
    );
  ids.settlement = settledView.parse(settled?.body).settlementId;
  await putOurReversal({ ...bill, startedOn: today, endedOn: today });
  const message = {
    psnNo: CHEN,
    request: {},
    reply: {},
    durationMs: 1,
    receivedAt: new Date(),
    infcode: 0,
    errMsg: null,
  };
  await insertMessageLog(db.pool, [
    { ...message, institutionCode: HOSPITAL, msgid: 'OUR-MSGID', infno: '2207' },
  ]);
  const logged = await db.owner.query<{ id: string }>('select log_id as id from message_log');
  ids.message = logged.rows[0]?.id ?? '';
  await browsers
    .get('demo.clerk')
    ?.ask('POST', '/api/persons/~1/reveal', { reason: 'OUR-REASON', fields: ['name'] });
  const asked = await browsers
    .get('demo.clerk')
    ?.ask('POST', '/api/persons/~1/account/requests', { kind: 'freeze', reason: 'OUR-FREEZE' });
  ids.accountRequest = accountRequestView.parse(asked?.body).requestId;
  const started = await browsers.get('demo.clerk')?.ask('POST', '/api/persons/~1/transfers', {
    direction: 'out',
    schemeFrom: 'employee',
    schemeTo: 'employee',
    otherAgency: { division: '990200', name: 'OUR-AGENCY' },
    materials: [],
  });
  ids.transfer = transferView.parse(started?.body).transferId;
  // An act of enrolment of ours, and one that waits for a second person.
  const clerk = browsers.get('demo.clerk');
  const change = { kind: 'change', values: { phone: '13800000000' }, reason: 'OUR-REASON' };
  await clerk?.ask('POST', '/api/register/persons/~1/changes', change, { 'idempotency-key': 'our-act' });
  const stop = {
    person: '~1',
    scheme: 'employee',
    act: 'stop',
    on: yearAgo,
    stopReason: 'leftWork',
    reason: 'OUR-REASON',
  };
  const waits = await clerk?.ask('POST', '/api/enrolment/acts', stop, { 'idempotency-key': 'our-request' });
  ids.enrolment = actedView.parse(waits?.body).requestId ?? '';
  const body = { account: 'our.user', name: '我方用户', roles: ['finance'], reason: 'OUR-REQUEST' };
  const made = await browsers.get('demo.system')?.ask('POST', '/api/users', body);
  const { user, requestId } = newUserView.parse(made?.body);
  ids.user = user.userId;
  const list = await browsers.get('demo.employer')?.send('/api/lists?kind=staff&fileName=OUR-LIST', '姓名');
  ids.list = batchView.parse(list?.body).batchId;
  ids.request = requestId;
  const audit = { name: 'OUR-AUDIT', from: '2026-01', to: '2026-02' };
  const begun = await browsers.get('demo.supervisor')?.ask('POST', '/api/levy-audits', audit);
  ids.levyAudit = levyAuditView.parse(begun?.body).auditId;
  const employer = { uscc: '91990100MA0000010E', name: 'OUR-EMPLOYER', kind: 'private', sourceName: 'x' };
  const listed = await browsers.get('demo.supervisor')?.ask('POST', '/api/unenrolled-employers', employer);
  ids.unenrolled = unenrolledPage.parse(listed?.body).entryId;
  await putDemoContributions({ pool: db.pool, policies: loadPolicyFiles(POLICIES), asOf: today });
  const first = async (sql: string) => (await db.owner.query<{ id: string }>(sql)).rows[0]?.id ?? '';
  ids.bill = await first("select bill_id as id from contribution_bill where payer = 'unit' and unit_id = 1");
  ids.receipt = await first("select receipt_id as id from receipt where source = 'bank'");
  ids.fundTransfer = await first(
    `insert into fund_transfer (transfer_id, region_code, scheme, fund, amount_fen, up_to, moved_on, bank_serial, requested_by, requested_at)
     values (48, '990100', 'employee', 'pooledFund', 1, '2026-01-01', '2026-01-01', 'OUR-MOVE', 'demo.finance', now()) returning transfer_id as id`,
  );
  ids.levy = await first(
    `insert into adjustment_levy (levy_id, region_code, scheme, from_on, to_on, income_fen, year_spending_fen, fund_size_fen, amount_fen, clause, policy_version, requested_by, requested_at)
     values (49, '990100', 'employee', '2026-01-01', '2026-01-31', 1, 1, 1, 1, 'OUR-LEVY', 'x', 'demo.finance', now()) returning levy_id as id`,
  );
  ids.notice = await first(
    `insert into dunning_notice (region_code, person_id, notice_id, notice_no, unit_id, level, oldest_due_on, pay_by, open_fen, fee_fen, bills, title, body, made_by, made_at)
     values ('990100', 0, 46, 'OUR-NOTICE', 1, 1, '2026-01-01', '2026-02-01', 1, 0, '[]', '{"zh": "x", "en": "x"}', '{"zh": "x", "en": "x"}', 'demo.clerk', now())
     returning notice_id as id`,
  );
  ids.plan = await first(
    `insert into debt_plan (region_code, person_id, plan_id, unit_id, total_fen, instalments, bill_ids, reason, requested_by, requested_at)
     values ('990100', 0, 47, 1, 1, '[{"dueOn": "2026-01-01", "amountFen": 1}]', '{}', 'OUR-PLAN', 'demo.clerk', now()) returning plan_id as id`,
  );
  ids.counterPayment = await first(
    `insert into counter_payment (region_code, person_id, payment_id, unit_id, clerk, day, method, reference, amount_fen,
       paid_on, payer_name, bill_ids, receipt_id, taken_at)
     values ('990100', 0, 52, 1, 'demo.clerk', '${today}', 'transfer', 'OUR-SLIP', 1, '${today}', 'x', '{${ids.bill}}', ${ids.receipt}, now())
     returning payment_id as id`,
  );
  ids.collectionList = await first(
    `insert into collection_list (list_id, region_code, list_no, kind, scheme, period, layout, heads, amount_fen, made_by, made_at)
     values (53, '990100', 'OUR-LIST-NO', 'finance', 'resident', '2026', 'finance', 1, 1, 'demo.clerk', now()) returning list_id as id`,
  );
  ids.waiver = await first(
    `insert into late_fee_waiver (region_code, person_id, waiver_id, bill_id, reason, requested_by, requested_at)
     select region_code, person_id, 44, bill_id, 'OUR-WAIVER', 'demo.clerk', now() from contribution_bill where bill_id = ${ids.bill}
     returning waiver_id as id`,
  );
}

/** A bill above the limit, with a request to reverse it. */
async function putOurReversal(bill: Record<string, unknown> & { readonly lines: readonly object[] }) {
  const large = { ...bill, totalFen: 600_000, lines: [{ ...bill.lines[0], amountFen: 600_000 }] };
  const clerk = browsers.get('demo.clerk');
  const other = await clerk?.ask('POST', '/api/settlements', large, { 'idempotency-key': 'ours-large' });
  const { settlementId } = settledView.parse(other?.body);
  const asked = await clerk?.ask('POST', `/api/settlements/${settlementId}/reversal-requests`, {
    reason: 'OUR-REVERSAL',
    effects: 'x',
  });
  ids.reversal = reversalRequestView.parse(asked?.body).requestId;
}

/** What `{id}` stands for below each of these addresses; elsewhere it is 1. */
const OURS: Readonly<Record<string, () => string | undefined>> = {
  '/api/reversal-requests': () => ids.reversal,
  '/api/settlements': () => ids.settlement,
  '/api/messages': () => ids.message,
  '/api/users': () => ids.user,
  '/api/account-requests': () => ids.accountRequest,
  '/api/transfers': () => ids.transfer,
  '/api/role-requests': () => ids.request,
  '/api/contribution-bills': () => ids.bill,
  '/api/collection-lists': () => ids.collectionList,
  '/api/counter/payments': () => ids.counterPayment,
  '/api/receipts': () => ids.receipt,
  '/api/late-fee-waivers': () => ids.waiver,
  '/api/dunning-notices': () => ids.notice,
  '/api/fund-transfers': () => ids.fundTransfer,
  '/api/adjustment-levies': () => ids.levy,
  '/api/debt-plans': () => ids.plan,
  '/api/levy-audits': () => ids.levyAudit,
  '/api/unenrolled-employers': () => ids.unenrolled,
  '/api/enrolment/requests': () => ids.enrolment,
  '/api/lists': () => ids.list,
  '/api/policies': () => 'showcase.employee',
};

/** The operation's address with things of ours in it. */
function addressOf(operation: Operation): string {
  const { path } = operation;
  const kind = Object.keys(OURS).find((start) => path.startsWith(start));
  const id = kind === undefined ? '1' : OURS[kind]?.();
  const query = path === '/api/search' ? `?q=${CHEN}` : '';
  const filled = path
    .replace('{id}', id ?? '')
    .replace('{psnNo}', '~1')
    .replace('{day}', today)
    .replace('{source}', 'bank')
    .replace('{clerk}', 'demo.clerk')
    .replace('{document}', 'settlement')
    .replace('{kind}', 'staff')
    .replace('{visitId}', ids.visit ?? '');
  return filled + (path.endsWith('/day-list') ? `?day=${today}` : query);
}

/** With an empty body, so that nothing is done: access is decided before the form is looked at. */
async function tried(browser: Browser, operation: Operation, headers: Record<string, string> = {}) {
  const body = operation.method === 'POST' ? {} : undefined;
  return browser.ask(operation.method, addressOf(operation), body, headers);
}

/** Done, or refused for what was asked and not for who asks; a conflict is with what is recorded already. */
const PAST_THE_DOOR = [200, 400, 404, 409, 422];

/** Operations that would end the session that asks. */
const ENDS: readonly OperationId[] = ['signOut'];
const KEPT = GUARDED.filter(([id]) => !ENDS.includes(id));

test('every operation that is not public is closed to who has not signed in', async () => {
  for (const [id, operation] of GUARDED) {
    const answer = await tried(new Browser(server.url), operation);
    expect([answer.status, problemView.parse(answer.body).code], id).toEqual([401, 'token-missing']);
  }
  expect(ALL.filter(([, operation]) => operation.action === 'public').map(([id]) => id)).toEqual([
    'session',
    'signIn',
  ]);
});

describe.each(DEMO_USERS)('$role, signed in', ({ account, role }) => {
  test.each(KEPT)('%s', async (_id, operation) => {
    const answer = await tried(browsers.get(account) ?? new Browser(server.url), operation);
    const may = operation.action !== 'public' && permissionsOf([role])[operation.action] !== undefined;
    if (may) expect(PAST_THE_DOOR, JSON.stringify(answer.body)).toContain(answer.status);
    else expect([answer.status, problemView.parse(answer.body).code]).toEqual([403, 'not-allowed']);
  });
});

describe.each(ROLE_IDS)('a program with the role %s', (role) => {
  test('gets past the door of what the table allows to programs, and of nothing else', async () => {
    for (const [id, operation] of KEPT) {
      const headers = { authorization: `Bearer gongji_test_${role}` };
      const answer = await tried(new Browser(server.url), operation, headers);
      const scope = operation.action === 'public' ? undefined : permissionsOf([role])[operation.action];
      // A program has no person of its own: what an insured person may see of himself is nothing to it.
      const may = scope !== undefined && scope !== 'person' && operation.usersOnly !== true;
      const sees = may && !(scope === 'institution' && ROLES[role].kind !== 'institution');
      if (sees) expect(PAST_THE_DOOR, `${id} ${JSON.stringify(answer.body)}`).toContain(answer.status);
      else expect(answer.status, id).toBe(403);
    }
  });
});

/** What would give us away in an answer to a stranger. */
const marks = () => [
  'OUR-REVERSAL',
  ids.settlement ?? '',
  '陈**',
  CHEN,
  '990100198104120017',
  'OUR-MSGID',
  'OUR-REASON',
  'OUR-REQUEST',
  'OUR-AUDIT',
  'OUR-WAIVER',
  'OUR-NOTICE',
  'OUR-MOVE',
  'OUR-LEVY',
  'OUR-PLAN',
  'OUR-SLIP',
  'OUR-LIST-NO',
  'OUR-FREEZE',
  'OUR-AGENCY',
  'our.user',
  'demo.clerk',
];
const roleOf = (account: string): Role => account.slice(account.indexOf('.') + 1) as Role;
const STRANGERS = ROLE_IDS.flatMap((role) => {
  const { kind } = ROLES[role];
  return [
    ...(kind === 'insured' || kind === 'unit' ? [] : [`far.${role}`]),
    ...(kind === 'institution' || kind === 'unit' || kind === 'insured' ? [`next.${role}`] : []),
  ];
});

describe.each(STRANGERS)('%s finds nothing of ours', (account) => {
  test.each(KEPT.filter(([, operation]) => operation.method === 'GET'))('%s', async (_id, operation) => {
    const answer = await tried(browsers.get(account) ?? new Browser(server.url), operation);
    const text = JSON.stringify(answer.body);
    // An operator may look up by its number any insured person of the region who stands before him, masked.
    const byNumber = operation.action === 'search' && ROLES[roleOf(account)].kind === 'institution';
    const shown = byNumber && account.startsWith('next.') ? ['陈**', CHEN] : [];
    expect(marks().filter((mark) => text.includes(mark) && !shown.includes(mark))).toEqual([]);
  });

  test('and changes nothing of ours', async () => {
    const browser = browsers.get(account) ?? new Browser(server.url);
    const reason = 'a stranger';
    const changes: readonly (readonly [string, unknown])[] = [
      [`/api/users/${ids.user}/lock`, { reason }],
      [`/api/users/${ids.user}/unlock`, { reason }],
      [`/api/users/${ids.user}/reset`, { reason }],
      [`/api/users/${ids.user}/role-requests`, { roles: ['clerk'], reason }],
      [`/api/role-requests/${ids.request}/decision`, { approved: true }],
      [`/api/reversal-requests/${ids.reversal}/decision`, { approved: false, note: reason }],
      [`/api/reversal-requests/${ids.reversal}/withdrawal`, { withdrawn: true }],
      [`/api/settlements/${ids.settlement}/reversal-requests`, { reason, effects: 'x' }],
      ['/api/persons/~1/reveal', { reason, fields: ['name'] }],
      ['/api/persons/~1/account/requests', { kind: 'correction', amountFen: 1, reason }],
      [`/api/account-requests/${ids.accountRequest}/decision`, { approved: true }],
      [`/api/transfers/${ids.transfer}/withdrawal`, { reason }],
      [`/api/transfers/${ids.transfer}/letter`, {}],
      [`/api/settlements/${ids.settlement}/reversal`, { psnNo: CHEN, reason }],
      ['/api/register/persons/~1/changes', { kind: 'change', values: { phone: '13900000000' }, reason }],
      [
        '/api/enrolment/acts',
        { person: '~1', scheme: 'employee', act: 'stop', on: today, stopReason: 'leftWork', reason },
      ],
      [`/api/enrolment/requests/${ids.enrolment}/decision`, { approved: true }],
      [`/api/counter/payments/${ids.counterPayment}/reversal`, { reason }],
      [`/api/counter/payments/${ids.counterPayment}/reversal-decision`, { approved: true }],
      [`/api/counter/payments/${ids.counterPayment}/cheque`, { cleared: false, note: reason }],
      [`/api/collection-lists/${ids.collectionList}/withdrawal`, { reason }],
      [`/api/collection-lists/${ids.collectionList}/bookings`, { resultId: '1', serial: 'X', paidOn: today }],
      ['/api/units/1/budget-unit', { budgetCode: '105001', from: today, reason }],
      ['/api/persons/~1/withholding-agreement', { bankName: 'x', accountNo: '12345678', from: today }],
      ['/api/units', { act: 'suspend', unitId: '1', on: today, reason }],
    ];
    for (const [path, body] of changes) {
      const answer = await browser.ask('POST', path, body, { 'idempotency-key': `${account}` });
      expect([403, 404, 422], `${path} ${JSON.stringify(answer.body)}`).toContain(answer.status);
    }
  });
});

test('figures of a stranger are empty', async () => {
  const far = browsers.get('far.leader') ?? new Browser(server.url);
  const next = browsers.get('next.hospital-operator') ?? new Browser(server.url);
  for (const browser of [far, next]) {
    expect((await browser.ok(overviewView, 'GET', '/api/overview')).settlements).toBe(0);
    const figures = await browser.ok(operationsView, 'GET', '/api/operations');
    expect(figures.perMinute.every((m) => m.settlements === 0)).toBe(true);
    expect(figures.byFund).toEqual([]);
  }
});

test('everybody may sign out', async () => {
  for (const { account } of DEMO_USERS) {
    const browser = browsers.get(account) ?? new Browser(server.url);
    expect((await browser.ask('DELETE', '/api/session')).status).toBe(200);
    expect((await browser.ask('GET', '/api/sessions')).status).toBe(401);
  }
});
