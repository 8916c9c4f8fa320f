import {
  actedView,
  actsView,
  duplicatesView,
  enrolmentRequestsView,
  enrolmentRequestView,
  enrolPreview,
  problemView,
  registerFileView,
  unitsView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate, idCheckDigit } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { verifyBooks } from '@gongji/server/verify';
import { personByCredential } from '@gongji/store/provider-interface';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

/** Enrolling through the REST interface: a bill a moment later sees it, a change in the past settles bills again. */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const HOSPITAL = 'H99010100001';
let db: TestDatabase;
let server: RunningServer;
let clerk: Browser;
let reviewer: Browser;
let employer: Browser;
let item = '';
let keys = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf: today });
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  const signedIn = async (account: string) => {
    const browser = new Browser(server.url);
    expect((await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD })).status).toBe(
      200,
    );
    return browser;
  };
  clerk = await signedIn('demo.clerk');
  reviewer = await signedIn('demo.reviewer');
  employer = await signedIn('demo.employer');
  const { rows } = await db.owner.query<{ code: string }>(
    "select list_code as code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  item = rows[0]?.code ?? '';
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const nextKey = () => {
  keys += 1;
  return `e${keys}`;
};
const post = (browser: Browser, path: string, body: unknown, key = nextKey()) =>
  browser.ask('POST', path, body, { 'idempotency-key': key });

async function done(browser: Browser, path: string, body: unknown, key?: string) {
  const answer = await post(browser, path, body, key);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return actedView.parse(answer.body);
}

async function refusals(browser: Browser, path: string, body: unknown): Promise<readonly string[]> {
  const answer = await post(browser, path, body);
  expect([409, 422], JSON.stringify(answer.body)).toContain(answer.status);
  return problemView.parse(answer.body).errors.map((one) => one.code);
}

/** A person with a number of division 99 that is not taken. */
async function person(name: string, bornOn: string, serial: string): Promise<string> {
  const first17 = `990199${bornOn.replaceAll('-', '')}${serial}`;
  const body = { name, certType: '01', certNo: first17 + idCheckDigit(first17), reason: '窗口登记' };
  return (await done(clerk, '/api/register/persons', body)).person ?? '';
}

const numberOf = async (ref: string) => {
  const { rows } = await db.owner.query<{ no: string }>(
    'select psn_no as no from person where person_id = $1',
    [ref.slice(1)],
  );
  return rows[0]?.no ?? '';
};

async function settle(ref: string, insutype: string, totalFen = 50_000) {
  const body = {
    psnNo: await numberOf(ref),
    insutype,
    institutionCode: HOSPITAL,
    medType: '11',
    totalFen,
    lines: [{ id: '1', listCode: item, quantity: '1', amountFen: totalFen }],
    startedOn: today,
    endedOn: today,
  };
  return post(clerk, '/api/settlements', body);
}

const clean = async () => expect((await verifyBooks(db.owner, { outcomes: true })).differences).toEqual([]);
const rowsOf = async (ref: string) =>
  (await clerk.ok(registerFileView, 'GET', `/api/register/persons/${ref}`)).rows.map(({ register, row }) => ({
    register,
    row,
  }));

describe('a newborn', () => {
  let child: string;
  const enrol = () => ({
    person: child,
    scheme: 'resident',
    act: 'newborn',
    on: today,
    tier: 'tier1',
    reason: '新生儿参保',
  });
  beforeAll(async () => {
    child = await person('陈小宝', addDays(today, -10), '001');
  });

  test('has no cover, is shown fee and first day, is enrolled, and a bill a moment later is paid', async () => {
    expect(problemView.parse((await settle(child, '390')).body).errors[0]?.code).toBe('no-coverage');
    const shown = await clerk.ok(enrolPreview, 'POST', '/api/enrolment/preview', enrol());
    const born = addDays(today, -10);
    const yearStart = `${today.slice(0, 4)}-01-01`;
    expect(shown.problems).toEqual([]);
    expect(shown.cover?.benefitFrom).toBe(born < yearStart ? yearStart : born);
    expect(shown.fee?.personFen).toBeGreaterThan(0);
    const first = await done(clerk, '/api/enrolment/acts', enrol(), 'child');
    expect(first).toMatchObject({ state: 'done', causes: [] });
    expect(await done(clerk, '/api/enrolment/acts', enrol(), 'child')).toEqual(first);
    expect((await settle(child, '390')).status).toBe(200);
    expect(await refusals(clerk, '/api/enrolment/acts', { ...enrol(), year: today.slice(0, 4) })).toContain(
      'cover-overlaps',
    );
    // A bill was settled with it, so the act itself cannot be undone any more.
    expect(await refusals(clerk, `/api/register/acts/${first.actId}/undo`, { reason: '撤回' })).toEqual([
      'act-built-on',
    ]);
  });

  test('a cover that ended yesterday shows the bills first, and a second person lets them be settled again', async () => {
    const stop = {
      person: child,
      scheme: 'resident',
      act: 'stop',
      on: addDays(today, -1),
      stopReason: 'movedAway',
      reason: '外地参保',
    };
    const shown = await clerk.ok(enrolPreview, 'POST', '/api/enrolment/preview', stop);
    const [bill] = shown.bills;
    expect(bill).toMatchObject({ covered: false, totalFen: 50_000 });
    const paid = bill?.payers.filter((p) => p.payer !== 'cash').reduce((sum, p) => sum + p.beforeFen, 0) ?? 0;
    expect(paid).toBeGreaterThan(0);
    expect(shown.personOwesFen).toBe(paid);
    const { requestId, state } = await done(clerk, '/api/enrolment/acts', stop);
    expect(state).toBe('waiting');
    const path = `/api/enrolment/requests/${requestId}/decision`;
    expect((await clerk.ask('POST', path, { approved: true })).status).toBe(403);
    const decided = await reviewer.ok(enrolmentRequestView, 'POST', path, { approved: true, note: '属实' });
    expect(decided.decision).toMatchObject({ by: 'demo.reviewer', approved: true });
    const { rows } = await db.owner.query(
      'select kind, cause, reason from settlement where person_id = $1 order by sequence',
      [child.slice(1)],
    );
    expect(rows.map((r) => [r.kind, r.cause])).toEqual([
      ['settlement', 'provider'],
      ['reversal', 'recompute'],
    ]);
    expect(problemView.parse((await settle(child, '390')).body).errors.map((e) => e.code)).toContain(
      'no-coverage',
    );
    await clean();
    // Decided once: there is nothing more to decide.
    expect((await reviewer.ask('POST', path, { approved: true })).status).toBe(409);
    const undo = await done(clerk, `/api/register/acts/${decided.decision?.actId}/undo`, {
      reason: '登记有误',
    });
    expect(undo.state).toBe('waiting');
    await reviewer.ok(enrolmentRequestView, 'POST', `/api/enrolment/requests/${undo.requestId}/decision`, {
      approved: true,
    });
    const again = await db.owner.query(
      "select count(*)::int as n from settlement where person_id = $1 and kind = 'settlement'",
      [child.slice(1)],
    );
    expect(again.rows[0]?.n).toBe(2);
    await clean();
  });

  test('who asks never decides, also as a reviewer', async () => {
    const { items } = await reviewer.ok(enrolmentRequestsView, 'GET', '/api/enrolment/requests');
    expect(items.every((one) => !one.mine)).toBe(true);
    await expect(
      db.owner.query('update enrolment_request set decided_by = requested_by where request_id = $1', [
        items[0]?.requestId,
      ]),
    ).rejects.toThrow(/check/);
  });
});

describe('an employer', () => {
  test('enrols its own people, sees the fee first, and undoes', async () => {
    const ref = await person('吴新', '1990-05-06', '003');
    const certNo = await db.owner.query<{ no: string }>(
      'select cert_no as no from person where person_id = $1',
      [ref.slice(1)],
    );
    const join = {
      certNo: certNo.rows[0]?.no.toLowerCase(),
      name: '吴新',
      scheme: 'employee',
      act: 'join',
      on: today,
      wageFen: 600_000,
      reason: '新入职',
    };
    const shown = await employer.ok(enrolPreview, 'POST', '/api/enrolment/preview', join);
    expect(shown.problems).toEqual([]);
    // employer 6000 × 7.5 % = 450; own 6000 × 2 % + 8 = 128
    expect([shown.fee?.totalFen, shown.fee?.personFen]).toEqual([57_800, 12_800]);
    expect(shown.fee?.lines[0]).toMatchObject({
      payerName: { zh: '用人单位' },
      fundName: { zh: '职工基本医疗保险统筹基金' },
    });
    const { actId } = await done(employer, '/api/enrolment/acts', join);
    expect((await rowsOf(ref)).find((r) => r.register === 'coverage')?.row).toMatchObject({
      unit_id: '1',
      payer_kind: 'employer',
    });
    const { items } = await employer.ok(actsView, 'GET', '/api/register/acts');
    expect(items.map((one) => one.actId)).toContain(actId);
    await done(employer, `/api/register/acts/${actId}/undo`, { reason: '未到岗' });
    expect((await rowsOf(ref)).some((r) => r.register === 'coverage')).toBe(false);
  });

  test('is told when name and number do not belong together, and does nothing for others', async () => {
    const ref = await person('吴旧', '1990-05-06', '005');
    const certNo = (
      await db.owner.query<{ no: string }>('select cert_no as no from person where person_id = $1', [
        ref.slice(1),
      ])
    ).rows[0]?.no;
    const join = {
      certNo,
      name: '吴错',
      scheme: 'employee',
      act: 'join',
      on: today,
      wageFen: 600_000,
      reason: '新入职',
    };
    expect(await refusals(employer, '/api/enrolment/acts', join)).toEqual(['person-name-differs']);
    expect(
      await refusals(employer, '/api/enrolment/acts', {
        ...join,
        certNo: undefined,
        name: undefined,
        person: ref,
      }),
    ).toEqual(['person-unknown']);
    expect(await refusals(employer, '/api/enrolment/acts', { ...join, name: '吴旧', unitId: '2' })).toEqual([
      'unit-unknown',
    ]);
    expect(
      await refusals(employer, '/api/enrolment/acts', {
        ...join,
        name: '吴旧',
        scheme: 'resident',
        tier: 'tier1',
      }),
    ).toContain('unit-not-fit');
    expect(await refusals(clerk, '/api/enrolment/acts', { ...join, name: '吴旧', act: 'dance' })).toEqual([
      'act-unknown',
    ]);
  });
});

describe('special groups', () => {
  test('are registered with their proof and ended; what overlaps or is not there is refused', async () => {
    const ref = await person('郑困', '1980-02-02', '007');
    const path = `/api/enrolment/persons/${ref}/groups`;
    const add = {
      act: 'add',
      group: 'lowIncome',
      validFrom: addDays(today, -5),
      proofKind: 'civilAffairsList',
      proofNo: 'D1',
      provedBy: '民政局',
      reason: '名单',
    };
    await done(clerk, path, add);
    expect(await refusals(clerk, path, add)).toEqual(['group-overlaps']);
    expect(await refusals(clerk, path, { ...add, validTo: addDays(today, -9) })).toContain(
      'dates-out-of-order',
    );
    expect(
      await refusals(clerk, path, {
        act: 'end',
        group: 'orphan',
        validFrom: today,
        validTo: today,
        reason: '名单',
      }),
    ).toEqual(['group-unknown']);
    await done(clerk, path, {
      act: 'end',
      group: 'lowIncome',
      validFrom: addDays(today, -5),
      validTo: today,
      reason: '退出',
    });
    expect((await rowsOf(ref)).find((r) => r.register === 'person_group')?.row).toMatchObject({
      valid_to: today,
      proof_no: 'D1',
    });
  });
});

describe('two who are one', () => {
  test('are found, merged by two persons, and undoing restores exactly what stood', async () => {
    const keep = await person('孙同', '1970-07-07', '009');
    const body = {
      name: '孙同',
      certType: '08',
      certNo: 'S7000001',
      bornOn: '1970-07-07',
      sex: '1',
      notTwin: true,
      reason: '误建',
    };
    const drop = (await done(clerk, '/api/register/persons', body)).person ?? '';
    await done(clerk, '/api/enrolment/acts', {
      person: drop,
      scheme: 'employee',
      act: 'flexible',
      on: today,
      wageFen: 600_000,
      reason: '参保',
    });
    const found = await clerk.ok(duplicatesView, 'GET', '/api/enrolment/duplicates');
    const pair = (one: (typeof found.items)[number]) => one.persons.map((p) => p.ref).sort();
    expect(found.items.map(pair)).toContainEqual([keep, drop].sort());
    expect(await refusals(clerk, '/api/enrolment/merges', { keep, drop: keep, reason: '同一人' })).toEqual([
      'merge-same',
    ]);
    const before = [await rowsOf(keep), await rowsOf(drop)];
    const asked = await done(clerk, '/api/enrolment/merges', { keep, drop, reason: '同一人' });
    expect(asked.state).toBe('waiting');
    const decide = (id: string | undefined) =>
      reviewer.ok(enrolmentRequestView, 'POST', `/api/enrolment/requests/${id}/decision`, { approved: true });
    const merged = await decide(asked.requestId);
    // The cover is the keeper's now, the certificate finds him, and the other stays readable.
    expect((await rowsOf(keep)).map((r) => r.register)).toEqual(['coverage', 'person', 'person_certificate']);
    expect((await rowsOf(drop)).find((r) => r.register === 'person')?.row).toMatchObject({
      status: 'merged',
    });
    expect(
      await refusals(clerk, '/api/enrolment/acts', {
        person: drop,
        scheme: 'employee',
        act: 'stop',
        on: today,
        stopReason: 'movedAway',
        reason: '停保',
      }),
    ).toContain('person-not-active');
    // A hospital that reads the other's passport finds the person who stays.
    const credential = { kind: 'certificate', certType: '08', certNo: 'S7000001' } as const;
    const found1101 = await personByCredential(db.pool, credential);
    expect(found1101.map((one) => `~${one.personId}`)).toEqual([keep]);
    const undo = await done(clerk, `/api/register/acts/${merged.decision?.actId}/undo`, {
      reason: '核实为两人',
    });
    await decide(undo.requestId);
    expect([await rowsOf(keep), await rowsOf(drop)]).toEqual(before);
    expect(
      (
        await clerk.ask('POST', '/api/enrolment/not-duplicates', {
          persons: [keep, drop],
          reason: '核实为两人',
        })
      ).status,
    ).toBe(200);
    const left = await clerk.ok(duplicatesView, 'GET', '/api/enrolment/duplicates');
    expect(left.items.map(pair)).not.toContainEqual([keep, drop].sort());
  });

  test('are not merged while an account with money is frozen', async () => {
    const { rows } = await db.owner.query<{ id: string }>(
      `update personal_account set status = 'frozen' where person_id =
        (select person_id from personal_account where balance_fen > 0 order by 1 limit 1) returning person_id as id`,
    );
    const drop = `~${rows[0]?.id}`;
    expect(await refusals(clerk, '/api/enrolment/merges', { keep: '~2', drop, reason: '同一人' })).toEqual([
      'merge-account-money',
    ]);
    await db.owner.query("update personal_account set status = 'open' where person_id = $1", [rows[0]?.id]);
  });
});

describe('units', () => {
  const unit = {
    act: 'register',
    kind: 'employer',
    code: '91350100M000100Y43',
    name: '共济市新禾食品有限公司',
    on: today,
    reason: '设立',
  };

  test('are registered with branches, changed, suspended and cancelled', async () => {
    expect(await refusals(clerk, '/api/units', { ...unit, code: '91350100M000100Y44' })).toEqual([
      'unit-code-invalid',
    ]);
    await done(clerk, '/api/units', unit);
    expect(await refusals(clerk, '/api/units', unit)).toEqual(['unit-taken']);
    const { items } = await clerk.ok(unitsView, 'GET', '/api/units?q=91350100M000100Y43');
    const unitId = items[0]?.unitId ?? '';
    await done(clerk, '/api/units', {
      act: 'change',
      unitId,
      values: { contactPhone: '13800000001' },
      reason: '变更',
    });
    await done(clerk, '/api/units', { act: 'suspend', unitId, on: today, reason: '停业' });
    expect(
      await refusals(clerk, '/api/units', { act: 'suspend', unitId, on: today, reason: '停业' }),
    ).toEqual(['unit-state']);
    const ref = await person('周员', '1991-01-01', '011');
    const join = {
      person: ref,
      scheme: 'employee',
      act: 'join',
      on: today,
      wageFen: 600_000,
      unitId,
      reason: '新入职',
    };
    expect(await refusals(clerk, '/api/enrolment/acts', join)).toEqual(['unit-not-active']);
    // Closing a unit needs a second person.
    const closing = await done(clerk, '/api/units', { act: 'cancel', unitId, on: today, reason: '注销' });
    const decision = `/api/enrolment/requests/${closing.requestId}/decision`;
    await reviewer.ok(enrolmentRequestView, 'POST', decision, { approved: true, note: '' });
    expect((await clerk.ok(unitsView, 'GET', '/api/units?q=91350100M000100Y43')).items[0]?.status).toBe(
      'cancelled',
    );
    expect(
      await refusals(clerk, '/api/units', { act: 'cancel', unitId: '1', on: today, reason: '注销' }),
    ).toEqual(['unit-has-people']);
  });
});
