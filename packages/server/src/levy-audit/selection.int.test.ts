import { levyAuditPage, levySelectionQuery, levySelectionView, newLevyAuditBody } from '@gongji/contract';
import { wholeRegion } from '@gongji/store/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, REGION, type SmallCity, smallCity } from '../contribution/testing/small-city.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { levyAudit, newLevyAudit } from './audits.ts';
import { levySelection } from './selection.ts';
import { loadSelectionRules } from './selection-rules.ts';

let city: SmallCity;

// Unit 2 declared 8 000.00 for three persons, and from June on 3 000.00 for two of them: below the floor. A fourth left
// it in July; one changed his cover within it. Unit 1 is being audited, with two findings past their day. Nobody has paid.
beforeAll(async () => {
  city = await smallCity();
  await city.db.owner.query(`
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    select '990100', n, 'P' || n, '子丑寅卯'::text, 'C' || n, '1', date '1985-01-01', 990101001001 from generate_series(9, 12) n;
    delete from coverage where person_id = 8;
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, psn_type, person_status, tier, unit_id, payer_kind) values
      ('990100', 9, 'employee', '310', '2020-01-01', '2026-08-31', '2020-01-01', '1101', 'active', 'none', 2, 'employer'),
      ('990100', 9, 'employee', '310', '2026-09-01', null, '2020-01-01', '1101', 'active', 'none', 2, 'employer'),
      ('990100', 10, 'employee', '310', '2020-01-01', null, '2020-01-01', '1101', 'active', 'none', 2, 'employer'),
      ('990100', 11, 'employee', '310', '2020-01-01', null, '2020-01-01', '1101', 'active', 'none', 2, 'employer'),
      ('990100', 12, 'employee', '310', '2020-01-01', '2026-07-31', '2020-01-01', '1101', 'active', 'none', 2, 'employer');
    insert into base_declaration (declaration_id, region_code, unit_id, from_month, persons, state, submitted_by, submitted_at, decided_by, decided_at) values
      (3, '990100', 2, '2026-01-01', 4, 'approved', 'employer', '2026-01-05', 'clerk', '2026-01-06'),
      (4, '990100', 2, '2026-06-01', 2, 'approved', 'employer', '2026-06-05', 'clerk', '2026-06-06');
    insert into declared_base values ('990100', 9, 3, 800000), ('990100', 10, 3, 800000), ('990100', 11, 3, 800000),
      ('990100', 12, 3, 800000), ('990100', 9, 4, 300000), ('990100', 10, 4, 300000)`);
  await city.db.owner.query(`
    insert into levy_audit (audit_id, region_code, name, unit_id, from_month, to_month, created_by, created_at)
    values (7, '990100', '上半年', 1, '2026-01-01', '2026-06-01', 'supervisor', '2026-10-01T20:00:00Z');
    insert into levy_notice (notice_id, notice_no, audit_id, region_code, uscc, unit_name, unit_id, issued_by, issued_at, due_on, lines)
    values (1, 'JH1', 7, '990100', '91990100MA00000001', '同心', 1, 'supervisor', '2026-10-02', '2026-11-25', '[]'),
           (2, 'JH2', 7, '990100', '91990100MA00000001', '同心', 1, 'supervisor', '2026-11-02', '2026-11-26', '[]');
    insert into levy_finding (finding_id, audit_id, region_code, check_id, kind, subject, subject_key, uscc, unit_id, field, row_nos,
                              state, notice_id, found_at)
    select n, 7, '990100', 'headCount', 'personsMissing', '{}', 'X' || n, '91990100MA00000001', 1, '', '{}', 'noticed',
           case when n < 3 then 1 else 2 end, '2026-10-02' from generate_series(1, 3) n`);
  await city.assess('employee', '2026-05');
  await city.assess('employee', '2026-10');
});
afterAll(() => city.db.drop());

const caller = (regionCode: string): Caller => {
  const scope = wholeRegion(regionCode);
  const who = {
    actor: 'demo.supervisor',
    name: '',
    userId: '',
    roles: [],
    permissions: {},
    session: undefined,
  };
  return { ...who, ...scope, home: scope };
};
async function ask(query: Readonly<Record<string, string>> = {}, regionCode = REGION) {
  const deps = { ...city.db, policies: city.policies, now: () => NOW } as unknown as RestDeps;
  const answer = await levySelection(deps, caller(regionCode), levySelectionQuery.parse(query));
  if (answer.kind !== 'ok') throw new Error(answer.kind);
  return levySelectionView.parse(answer.body);
}

test('an employer stands out by each of its numbers, and says them', async () => {
  const found = await ask();
  expect([found.from, found.to, found.total, found.persons]).toEqual(['2026-05', '2026-10', 2, 6]);
  const [two, one] = found.items;
  // The floor is 60 % of 7 100.00 = 4 260.00, the ceiling 300 % = 21 300.00. Assessed in October: unit 1 10 000.00, 4 260.00 and
  // 21 300.00; unit 2 4 260.00, 4 260.00 and 8 000.00.
  expect([two?.unitId, two?.persons, two?.score]).toEqual(['2', 3, 46]);
  expect(two?.reasons.map(({ signal, points }) => [signal, points])).toEqual([
    // Nothing is paid: 100 % overdue.
    ['arrears', 15],
    // 2 of 3 = 66.7 % is above 50 %: the whole weight.
    ['lowered', 15],
    // 16 520 / 3 = 5 506.67; of the kind (35 560 + 16 520) / 6 = 8 680.00: 36.56 % below. 20 × (36.56 − 15) / 35 = 12.3.
    ['lowAverage', 12],
    // 2 of 3 = 66.67 %, in the region 3 of 6 = 50 %: 16.67 above. 25 × (16.67 − 10) / 50 = 3.3.
    ['atFloor', 3],
    // 1 of 3 = 33.33 %. 15 × (33.33 − 30) / 70 = 0.7.
    ['movement', 1],
  ]);
  // 9.5 % of 32 000.00 in May and of 16 520.00 in October = 4 609.40, and 8.00 for each of 4 and 3 persons = 56.00.
  expect(two?.overdueFen).toBe(466_540);
  expect(two?.reasons.map(({ text }) => text.zh).sort()).toEqual(
    [
      '2026-05 与 2026-10 都核定的 3 人中 2 人基数调低（66.7%）',
      '2026-05 以来增 0 人、减 1 人，占 3 人的 33.3%',
      '2026-10 核定的 3 人中 2 人按下限（66.7%），全区 50.0%',
      '人均基数 5506.67 元，比同类单位 8680.00 元低 36.6%',
      '逾期欠费 4665.40 元；2026-05 至 2026-10 应缴 4665.40 元',
    ].sort(),
  );
  // Two findings were to be corrected by yesterday, one by today: 10 × 2 / 5 = 4.
  expect(one?.reasons.map(({ signal, points }) => [signal, points])).toEqual([
    ['arrears', 15],
    ['uncorrected', 4],
  ]);
  // 20:00 UTC is the next day in China.
  expect([one?.auditId, one?.lastAuditedOn, two?.auditId]).toEqual(['7', '2026-10-02', undefined]);
});

test('an audit begun from it keeps the reasons of that day, whatever becomes of them', async () => {
  const deps = { ...city.db, policies: city.policies, now: () => NOW } as unknown as RestDeps;
  const body = { name: '重点', uscc: '91990100MA00000002', from: '2026-05', to: '2026-10' };
  const begin = (more: object) =>
    newLevyAudit(deps, caller(REGION), newLevyAuditBody.parse({ ...body, ...more }));
  const page = async (answer: Awaited<ReturnType<typeof begin>>) => {
    if (answer.kind !== 'ok') throw new Error(answer.kind);
    const shown = await levyAudit(deps, caller(REGION), answer.body.auditId);
    return levyAuditPage.parse(shown.kind === 'ok' ? shown.body : undefined);
  };
  const made = await page(await begin({ chosen: true }));
  expect([made.chosen?.from, made.chosen?.to, made.chosen?.score]).toEqual(['2026-05', '2026-10', 46]);
  expect(made.chosen?.reasons.map(({ signal, points }) => [signal, points])).toEqual([
    ...[
      ['arrears', 15],
      ['lowered', 15],
      ['lowAverage', 12],
      ['atFloor', 3],
      ['movement', 1],
    ],
  ]);
  expect(made.chosen?.reasons.at(0)?.text.zh).toBe('逾期欠费 4665.40 元；2026-05 至 2026-10 应缴 4665.40 元');
  // Begun without it there is none, and who does not stand out was not chosen.
  expect((await page(await begin({}))).chosen).toBeUndefined();
  await city.db.owner.query(
    "update unit set status = 'cancelled', ended_on = '2026-11-01' where unit_id = 2",
  );
  const gone = await begin({ chosen: true });
  expect(gone.kind === 'problem' ? gone.errors.map(({ code }) => code) : []).toEqual(['not-chosen']);
  await city.db.owner.query("update unit set status = 'active', ended_on = null where unit_id = 2");
  expect((await levyAudit(deps, caller(REGION), made.auditId)).kind).toBe('ok');
  expect(newLevyAuditBody.safeParse({ ...body, uscc: undefined, chosen: true }).success).toBe(false);
});

test('the list is asked by signal and employer, ordered and paged; another region sees nothing', async () => {
  const ids = async (query: Readonly<Record<string, string>>) =>
    (await ask(query)).items.map(({ unitId }) => unitId);
  expect(await ids({ order: 'asc' })).toEqual(['1', '2']);
  expect(await ids({ signal: 'uncorrected' })).toEqual(['1']);
  expect(await ids({ employer: '望舒' })).toEqual(['2']);
  expect(await ids({ employer: '91990100MA00000001' })).toEqual(['1']);
  const page = await ask({ limit: '1' });
  expect([page.items.length, page.total, page.next]).toEqual([1, 2, 1]);
  expect((await ask({ limit: '1', after: '5' })).total).toBe(2);
  expect(await ask({}, '880100')).toEqual({ items: [], total: 0, persons: 0, overdueFen: 0 });
});

test('weights that do not come to 100, thresholds the wrong way round and unknown signals are said at once', () => {
  const rules = (lowAverage: string) => `
format: gongji-levy-selection/1
months: 6
minPersons: 3
signals:
  atFloor: {weight: 80, from: 10, full: 60}
  lowAverage: ${lowAverage}
  movement: {weight: 0, from: 30, full: 100}
  arrears: {weight: 0, from: 5, full: 50}
  lowered: {weight: 0, from: 10, full: 50}
  uncorrected: {weight: 0, from: 0, full: 5}`;
  expect(loadSelectionRules(rules('{weight: 20, from: 15, full: 50}'))).toMatchObject({ months: 6 });
  expect(loadSelectionRules(rules('{weight: 19, from: 15, full: 50}'))).toEqual({
    problems: ['signals: the weights must come to 100'],
  });
  const wrong = loadSelectionRules(
    `${rules('{weight: 20, from: 50, full: 15}')}\n  rumour: {weight: 1, from: 0, full: 1}`,
  );
  expect(JSON.stringify(wrong)).toMatch(/from must be below full.*rumour/);
});
