import {
  actedView,
  admittedView,
  counterPayerView,
  counterPaymentView,
  enrolmentRequestView,
  mappingsDoneView,
  officePersonsView,
  officeSettledView,
  ownItemsView,
  reversalPreviewView,
  reversalRequestView,
  stayView,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import type { Pool } from '@gongji/store';
import { expect } from 'vitest';
import type { Browser } from './browser.ts';

interface Places {
  readonly owner: Pool;
  readonly today: CalendarDate;
  readonly signedIn: (role: string) => Promise<Browser>;
}

/** Two who are in hospital with fees, and a pharmacy's three own items, two of which wait for review. */
export async function putRowsOfInstitutions({ owner, today, signedIn }: Places): Promise<void> {
  const { rows: drugs } = await owner.query<{ code: string; name: string }>(
    `select list_code as code, name from catalogue_item i
      where item_class = 'A' and not restricted and valid_to is null and kind = 'drug'
        and not exists (select from catalogue_price_limit l where l.list_code = i.list_code) order by 1 limit 1`,
  );
  const { code = '', name = '' } = drugs[0] ?? {};
  const { rows: persons } = await owner.query<{ psnNo: string }>(
    `select p.psn_no as "psnNo" from person p join coverage c using (person_id)
      where c.scheme = 'employee' and c.status = '1' and c.covered_to is null order by p.person_id limit 2`,
  );
  const hospital = await signedIn('hospital');
  for (const [i, { psnNo: q }] of persons.entries()) {
    const found = await hospital.ok(officePersonsView, 'POST', '/api/office/persons', { q });
    const { visitId } = await hospital.ok(admittedView, 'POST', '/api/office/stays', {
      ...{ key: `listadmiss${i}`, person: found.items[0]?.claim ?? '', insutype: '310', medType: '21' },
      begunAt: `${today} 00:0${i}:00`,
    });
    // 30 yuan and 20 yuan.
    const lines = [
      {
        ...{ listCode: code, quantity: '1' },
        ...{ price: String(30 - 10 * i), amountFen: 3_000 - 1_000 * i },
      },
    ];
    const fees = { key: `listfees00${i}`, day: today, lines };
    await hospital.ok(stayView, 'POST', `/api/office/stays/${visitId}/fees`, fees);
    if (i === 1) await settleAndAskBack(hospital, await signedIn('clerk'), visitId);
  }
  const pharmacy = await signedIn('pharmacy');
  const items = [
    `D1,${name},西药,12.5,${code}`,
    `D2,=自编名称,西药,8.1234,${code}`,
    'D3,镇店之宝养生壶,,99,',
  ];
  const sheet = `编码,名称,类别,零售价,国家编码\r\n${items.join('\r\n')}`;
  const content = Buffer.from(sheet).toString('base64');
  await pharmacy.ok(ownItemsView, 'POST', '/api/office/mapping/items', { filename: '商品.csv', content });
  const pairs = ['D1', 'D2'].map((localCode) => ({ localCode, listCode: code }));
  await pharmacy.ok(mappingsDoneView, 'POST', '/api/office/mapping/submissions', { pairs });
}

/** Settles the 20 yuan mid-stay, and asks for the reversal. */
async function settleAndAskBack(hospital: Browser, clerk: Browser, visitId: string): Promise<void> {
  const bill = { key: 'listsettle1', midStay: true, account: 'none', totalFen: 2_000 };
  const path = `/api/office/stays/${visitId}/settlements`;
  const { settlement } = await hospital.ok(officeSettledView, 'POST', path, bill);
  const of = `/api/settlements/${settlement.settlementId}`;
  const { fingerprint: effects } = await clerk.ok(reversalPreviewView, 'GET', `${of}/reversal`);
  const body = { reason: '=病历号录错', effects };
  await clerk.ok(reversalRequestView, 'POST', `${of}/reversal-requests`, body);
}

export const AUDIT_ID = '9201';

/** An audit with two findings: 123.45 short, and 200.00 of which 150.00 was made up. */
export async function putLevyAudit(owner: Pool): Promise<void> {
  await owner.query(
    `insert into levy_audit (audit_id, region_code, name, from_month, to_month, created_by, created_at)
     values ($1, '990100', '专项稽核', '2026-01-01', '2026-06-01', 'demo.supervisor', now())`,
    [AUDIT_ID],
  );
  await owner.query(
    `insert into levy_finding (finding_id, audit_id, region_code, check_id, kind, subject, subject_key, uscc, field, amount_fen,
       row_nos, found_at, made_up_fen)
     select id, $1, '990100', 'wageBase', 'baseBelow', json_build_object('kind', 'unit', 'uscc', code, 'name', '=甲单位'),
            code, code, '2026-01', short, '{2}', now(), made_up
       from (values (9202, '91990100', 12345, null), (9203, '91990200', 20000, 15000)) as f (id, code, short, made_up)`,
    [AUDIT_ID],
  );
  // Two notices, of one finding that is gone and of two, of which one is left.
  await owner.query(
    `insert into levy_finding (finding_id, audit_id, region_code, check_id, kind, subject, subject_key, uscc, field, row_nos, found_at, state)
     select id, $1, '990100', 'wageBase', 'baseBelow', json_build_object('kind', 'unit', 'uscc', code, 'name', '乙单位'),
            code, code, field, '{2}', now(), state
       from (values (9204, '91990300', '2026-01', 'gone'), (9205, '91990400', '2026-01', 'gone'),
                    (9206, '91990400', '2026-02', 'noticed')) as f (id, code, field, state)`,
    [AUDIT_ID],
  );
  await owner.query(
    `insert into levy_notice (notice_id, notice_no, audit_id, region_code, uscc, unit_name, issued_by, issued_at, due_on, lines)
     values (9207, 'ZG-1', $1, '990100', '91990300', '=丙单位', 'demo.supervisor', now() - interval '1 day', '2026-08-01', '[{"findingId":"9204"}]'),
            (9208, 'ZG-2', $1, '990100', '91990400', '乙单位', 'demo.supervisor', now(), '2026-07-01', '[{"findingId":"9205"},{"findingId":"9206"}]')`,
    [AUDIT_ID],
  );
}

/** Three who ought to enrol: one promised until yesterday, one refuses and is interviewed, one waits for a first visit. */
export async function putUnenrolled(owner: Pool): Promise<void> {
  await owner.query(`
    insert into unenrolled_employer (entry_id, region_code, uscc, name, kind, headcount, source, source_name, source_on, added_by, added_at)
    select id, '990100', code, name, 'private', heads, 'hand', '举报', '2026-11-01', 'demo.supervisor', now() + id * interval '1 second'
      from (values (9501, '91990100MA0000010E', '=甲公司', 12), (9502, '92990100MA0000020C', '乙面馆', null),
                   (9503, '91990100MA0000030G', '丙公司', 30)) as e (id, code, name, heads);
    insert into unenrolled_visit (entry_id, visit_id, visited_on, result, promised_by, reason, recorded_by, recorded_at) values
      (9501, 1, current_date - 9, 'promised', current_date - 2, '', 'demo.clerk', now()),
      (9502, 2, current_date - 9, 'promised', current_date - 2, '', 'demo.clerk', now()),
      (9502, 3, current_date - 3, 'refused', null, '不愿', 'demo.clerk', now());
    insert into unenrolled_step (entry_id, step_id, kind, paper_no, taken_on, next_step, next_on, taken_by, taken_at) values
      (9502, 4, 'interview', '约 1 号', current_date - 2, '移送', current_date + 9, 'demo.supervisor', now())`);
}

/** Two lists of an employer that cannot be read, and two students handed over, one confirmed. */
export async function putListsAndHandovers(owner: Pool, employer: Browser): Promise<void> {
  for (const name of ['名单甲.csv', '名单乙.csv'])
    expect(
      (await employer.send(`/api/lists?kind=staff&fileName=${encodeURIComponent(name)}`, '姓名')).status,
    ).toBe(200);
  await owner.query(
    `insert into handover (region_code, person_id, handover_id, kind, school_id, community_id, on_day, class_name, state, offered_unit,
       offered_by, offered_at, decided_by, decided_at)
     select '990100', h.id - 9300, h.id, h.kind, school.id, community.id, date '2026-09-01', '三年级一班', h.state, school.id,
            'demo.school', now() + h.id * interval '1 second', h.by, case when h.by is not null then now() end
       from (values (9301, 'into-school', 'offered', null), (9302, 'leaving-school', 'accepted', 'demo.community')) as h (id, kind, state, by),
            lateral (select unit_id as id from unit where kind = 'school' order by 1 limit 1) as school,
            lateral (select unit_id as id from unit where kind = 'community' order by 1 limit 1) as community`,
  );
}

/** A bill of an employer is paid in cash at the counter. */
export async function putCounterDay(owner: Pool, clerk: Browser): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `select unit_id as id from contribution_bill b where payer = 'unit' and amount_fen > 0
        and not exists (select from allocation a where a.bill_id = b.bill_id) order by bill_id limit 1`,
  );
  const unitId = rows[0]?.id;
  const { bills } = await clerk.ok(counterPayerView, 'GET', `/api/counter/payer?unitId=${unitId}`);
  const [bill] = bills;
  const amountFen = (bill?.openFen ?? 0) + (bill?.feeFen ?? 0);
  const body = { unitId, billIds: [bill?.billId], method: 'cash', amountFen };
  await clerk.ok(counterPaymentView, 'POST', '/api/counter/payments', body);
}

/** Two lists for finance, of which one is withdrawn, and two acts that wait for a second person, of whom one is decided. */
export async function putRequestsAndLists({ owner, today, signedIn }: Places): Promise<void> {
  await owner.query(
    `insert into collection_list (list_id, region_code, list_no, kind, scheme, period, layout, heads, amount_fen, made_by, made_at,
       withdrawn_by, withdrawn_at)
     values (9401, '990100', 'LIST-9401', 'finance', 'resident', '2026', 'finance', 2, 80000, 'demo.clerk', now(), null, null),
            (9402, '990100', 'LIST-9402', 'pension', 'employee', '2026-10', 'pension', 1, 900, 'demo.clerk', now(), 'demo.clerk',
             now())`,
  );
  const clerk = await signedIn('clerk');
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`.replace('-02-29', '-02-28');
  const stop = { scheme: 'employee', act: 'stop', on: yearAgo, stopReason: 'leftWork', reason: '补办停保' };
  const { rows } = await owner.query<{ id: string }>(
    `select person_id as id from coverage where scheme = 'employee' and status = '1' and covered_to is null
        and covered_from < $1 and person_status = 'active' order by person_id desc limit 2`,
    [yearAgo],
  );
  const asked: string[] = [];
  for (const { id } of rows) {
    const key = { 'idempotency-key': `list-stop-${id}` };
    const answer = await clerk.ask('POST', '/api/enrolment/acts', { ...stop, person: `~${id}` }, key);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    asked.push(actedView.parse(answer.body).requestId ?? '');
  }
  const decision = { approved: false, note: '材料不全' };
  const reviewer = await signedIn('reviewer');
  await reviewer.ok(enrolmentRequestView, 'POST', `/api/enrolment/requests/${asked[0]}/decision`, decision);
}

/** A run in which three persons could not be assessed. */
export const RUN_ID = '9401';

export async function putNotAssessed(owner: Pool): Promise<void> {
  await owner.query(
    `insert into assessment_run (run_id, region_code, scheme, period, kind, due_on, state, created_by, created_at)
     values ($1, '990100', 'employee', '2020-01', 'regular', '2020-01-31', 'done', 'demo.clerk', now())`,
    [RUN_ID],
  );
  await owner.query(
    `insert into assessment_problem (region_code, person_id, run_id, unit_id, reasons)
     select region_code, person_id, $1, null, '[{"code":"input-missing","message":{"zh":"未申报缴费基数","en":"no base is declared"}}]'
       from person where person_id in (1, 2, 3)`,
    [RUN_ID],
  );
}

/** Two persons who look registered twice. */
export async function putDuplicates(owner: Pool): Promise<void> {
  await owner.query(`update person p set name = o.name, born_on = o.born_on, sex = o.sex from person o
    where p.person_id = 41 and o.person_id = 40`);
}

/**
 * Of two employers each a waiver, of 1.00 and of all of it, and an agreement on 300.00 and on 200.00 in two instalments; of one
 * person a bill of 12.00 that waits for the payment of his employer, and one of 34.00 from before; of another one of 56.00.
 */
export async function putArrears(owner: Pool): Promise<void> {
  await owner.query(
    `insert into late_fee_waiver (region_code, person_id, waiver_id, bill_id, amount_fen, reason, requested_by, requested_at, state,
       decided_by, decided_at)
     select b.region_code, b.person_id, 9500 + n, b.bill_id, case n when 1 then 100 end, '=系统故障', 'demo.clerk',
            now() + n * interval '1 second', case n when 1 then 'open' else 'approved' end,
            case n when 2 then 'demo.reviewer' end, case n when 2 then now() end
       from (select *, row_number() over (order by bill_id) as n from contribution_bill where payer = 'unit' and kind = 'regular') b
      where n <= 2`,
  );
  await owner.query(
    `insert into debt_plan (region_code, person_id, plan_id, unit_id, total_fen, instalments, bill_ids, reason, requested_by, requested_at)
     select '990100', 0, 9510 + n, unit_id, 40000 - n * 10000,
            json_build_array(json_build_object('dueOn', '2030-01-31', 'amountFen', 10000),
                             json_build_object('dueOn', '2030-02-28', 'amountFen', 30000 - n * 10000)),
            '{}', '资金周转困难', 'demo.clerk', now() + n * interval '1 second'
       from (select unit_id, row_number() over (order by unit_id) as n from unit where kind = 'employer') u where n <= 2`,
  );
  await owner.query(
    `insert into benefit_suspension (region_code, person_id, suspension_id, scheme, from_on, unit_id, periods, clause, policy_version,
        made_by, made_at)
     values ('990100', 43, 9700, 'employee', '2026-02-01', 1, '2025-12', '第一条', 'v', 'demo.clerk', '2026-01-10')`,
  );
  await owner.query(
    `insert into refused_bill (region_code, person_id, refused_id, scheme, institution_code, started_on, ended_on, policy_on, total_fen,
        bill, bill_hash, refused_at)
     select '990100', person_id, id, 'employee', (select min(institution_code) from institution), day, day, day, fen, '{}',
            sha256(id::text::bytea), day + interval '11 hours'
       from (values (43, 9701, date '2026-02-03', 1200), (43, 9702, '2026-01-20', 3400), (44, 9703, '2026-02-01', 5600))
            b (person_id, id, day, fen)`,
  );
}

/** Two employers with an act of enrolment each, entered 2 and 9 days after its day. */
export async function putActs(owner: Pool): Promise<void> {
  await owner.query(
    `insert into enrolment_act (region_code, person_id, act_id, kind, scheme, unit_id, effective_on, facts, decision, effects, reason,
        acted_by, acted_at)
     select '990100', 40, 9600 + n, 'stop', 'employee', u.unit_id, current_date - case n when 1 then 2 else 9 end, '{}', '{}', '[]',
            '离职', 'demo.clerk', current_date
       from (select unit_id, row_number() over (order by unit_id) as n from unit where kind = 'employer') u where n <= 2`,
  );
}

/** Two levies to the adjustment fund, two payment files that brought nothing, and two requests for roles, one decided. */
export async function putCollecting(owner: Pool): Promise<void> {
  await owner.query(
    `insert into adjustment_levy (levy_id, region_code, scheme, from_on, to_on, income_fen, year_spending_fen, fund_size_fen,
       amount_fen, clause, policy_version, requested_by, requested_at)
     values (9601, '990100', 'employee', '2025-01-01', '2025-06-30', 100000, 0, 0, 5000, '第三条', 'v', 'demo.finance', now()),
            (9602, '990100', 'employee', '2025-07-01', '2025-12-31', 80000, 0, 0, 4000, '第三条', 'v', 'demo.finance',
             now() + interval '1 second')`,
  );
  await owner.query(
    `insert into payment_file (file_id, region_code, layout, source, name, digest, lines, total_fen, uploaded_by, uploaded_at)
     values (9611, '990100', 'bank', 'bank', '=甲.csv', '\\x01', 0, 100, 'demo.finance', now()),
            (9612, '990100', 'bank', 'bank', '乙.csv', '\\x02', 0, 200, 'demo.finance', now() + interval '1 second')`,
  );
  await owner.query(
    `insert into role_request (request_id, user_id, roles, reason, requested_by, requested_at, decided_by, decided_at, approved)
     select 9620 + n, u.user_id, '{clerk}', '轮岗', s.user_id, now() + n * interval '1 second',
            case n when 2 then a.user_id end, case n when 2 then now() end, case n when 2 then false end
       from (select user_id, row_number() over (order by account) as n from user_account where account in ('demo.clerk', 'demo.finance')) u,
            (select user_id from user_account where account = 'demo.system') s, (select user_id from user_account where account = 'demo.security') a`,
  );
}

/** Two changes of a telephone, a schooling that was taken back, and a new bank of a unit. */
export async function putChanges(owner: Pool): Promise<void> {
  for (const phone of ['13900000001', '13900000002'])
    await owner.query('update person set phone = $1 where person_id = 1', [phone]);
  await owner.query(
    `insert into schooling (region_code, person_id, unit_id, class_name, valid_from) values ('990100', 1, 8000001, '一年级1班', '2020-09-01')`,
  );
  await owner.query('delete from schooling where person_id = 1 and unit_id = 8000001');
  await owner.query("update unit set bank_name = '某某银行' where unit_id = 1");
}
