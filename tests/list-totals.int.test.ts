import {
  actsView,
  arrearsView,
  batchesView,
  collectionListsView,
  deceasedView,
  enrolmentRequestsView,
  findingsView,
  handoversView,
  levyAuditsView,
  levyNoticesView,
  mappingView,
  plansView,
  receiptsView,
  refundsView,
  refusedBillsView,
  registerHistoryView,
  registerPersonsView,
  reversalRequestsPage,
  staysView,
  waiversView,
} from '@gongji/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ListCity, startListCity } from './testing/list-city.ts';
import { AUDIT_ID } from './testing/list-rows.ts';

let city: ListCity;
beforeAll(async () => {
  city = await startListCity();
});
afterAll(() => city.stop());

test('totals are of all that match and not of the page', async () => {
  const finance = await city.signedIn('finance');
  // 12.34 and 999.00 came in, 5.00 and 7.00 of it are to go back.
  const receipts = await finance.ok(receiptsView, 'GET', '/api/receipts?state=all&q=LIST-1');
  // Nothing of the first is allocated.
  expect([receipts.total, receipts.amountFen, receipts.freeFen]).toEqual([1, 1_234, 1_234]);
  const page = await finance.ok(refundsView, 'GET', '/api/refunds?limit=1&sort=amountFen');
  const all = await finance.ok(refundsView, 'GET', '/api/refunds?limit=200');
  expect(page.total).toBe(all.items.length);
  expect(page.amountFen).toBe(all.items.reduce((sum, row) => sum + row.amountFen, 0));
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
  const hospital = await city.signedIn('hospital');
  // 30.00, and 20.00 that is settled
  const stays = await hospital.ok(staysView, 'GET', '/api/office/stays?limit=1&sort=openFen');
  expect(stays).toMatchObject({ total: 2, openFen: 3_000, totalFen: 5_000, next: 1 });
  expect(stays.items).toMatchObject([{ openFen: 3_000 }]);
  const pharmacy = await city.signedIn('pharmacy');
  const mapped = (more: string) => pharmacy.ok(mappingView, 'GET', `/api/office/mapping?limit=1&${more}`);
  expect(await mapped('')).toMatchObject({ total: 3, next: 1 });
  expect(await mapped('state=submitted&sort=localCode&order=asc&after=1')).toMatchObject({
    ...{ total: 2, counts: { submitted: 2, 'to-map': 1 } },
    items: [{ localCode: 'D2', name: '=自编名称' }],
  });
  const file = await pharmacy.ask('GET', '/api/office/mapping/file?format=csv&state=submitted&sort=priceE4');
  expect(String(file.body)).toMatch(/"D1".*"12\.50".*"D2","'=自编名称".*"8\.1234"/s);
  const reviewer = await city.signedIn('reviewer');
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
  const clerk = await city.signedIn('clerk');
  const lists = (more: string) => clerk.ok(collectionListsView, 'GET', `/api/collection-lists?${more}`);
  // 800.00, and 9.00 that is withdrawn
  expect(await lists('sort=amountFen')).toMatchObject({
    ...{ total: 2, amountFen: 80_000, paidFen: 0 },
    items: [{ listNo: 'LIST-9401' }, { listNo: 'LIST-9402', state: 'withdrawn' }],
  });
  expect(await lists('kind=pension')).toMatchObject({ total: 1, amountFen: 0 });
  const employer = await city.signedIn('employer');
  const batches = await employer.ok(batchesView, 'GET', '/api/lists?limit=1&order=asc');
  expect(batches).toMatchObject({ total: 2, next: 1, items: [{ fileName: '名单甲.csv' }] });
  expect(await employer.ok(batchesView, 'GET', '/api/lists?state=waiting')).toEqual({ items: [], total: 0 });
  const supervisor = await city.signedIn('supervisor');
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
  const clerk = await city.signedIn('clerk');
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
  await city.owner.query(
    `insert into account_request (region_code, person_id, request_id, kind, detail, reason, requested_by, requested_at)
     values ('990100', 31, 9102, 'closing', '{"closedReason":"death","payees":[]}', '死亡', 'demo.clerk', now())`,
  );
  expect((await list('&account=asked')).items.map((one) => one.diedOn)).toEqual(['2026-03-01']);
  expect((await list('&account=open')).total).toBe(0);
  const community = await city.signedIn('community');
  expect((await community.ask('GET', '/api/deceased')).status).toBe(403);
});

test('changes of the registers: of one register or all, counted and numbered over all pages, with units by their names', async () => {
  const clerk = await city.signedIn('clerk');
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
  const finance = await city.signedIn('finance');
  const file = await finance.ask('GET', '/api/receipts/file?format=csv&q=LIST-1');
  expect(String(file.body)).toContain(`"'=甲单位"`);
});

test('persons of the register: counted by what is typed and by unit, ordered, and handed out as they are shown', async () => {
  const clerk = await city.signedIn('clerk');
  const persons = (more: string) =>
    clerk.ok(registerPersonsView, 'GET', `/api/register/persons?limit=200&${more}`);
  const count = async (sql: string) =>
    Number((await city.owner.query(`select count(*) as n from person p where ${sql}`)).rows[0].n);
  const all = await persons('');
  expect([all.total, all.more]).toEqual([await count('true'), false]);
  const [{ name, surname }] = (
    await city.owner.query('select name, left(name, 1) as surname from person where person_id = 40')
  ).rows;
  // A name by its beginning, in either order; nobody has a number that begins so.
  for (const order of ['asc', 'desc']) {
    const found = await persons(`q=${encodeURIComponent(surname)}&sort=name&order=${order}`);
    expect([found.total, found.items.length]).toEqual(
      Array(2).fill(await count(`starts_with(name, '${surname}')`)),
    );
  }
  const youngest = await persons('sort=birthYear&order=desc');
  expect(youngest.items[0]?.birthYear).toBe(
    (await city.owner.query('select max(extract(year from born_on))::text as year from person')).rows[0].year,
  );
  const { total } = await persons('unitId=1');
  expect(total).toBe(
    await count('person_id in (select person_id from coverage where unit_id = 1 and covered_to is null)'),
  );
  const file = await clerk.ask('GET', `/api/register/persons/file?format=csv&q=${encodeURIComponent(name)}`);
  expect(String(file.body)).toContain('"人员编号","姓名","出生年份","证件号码","状态","参保"');
  // Masked as on the page.
  expect(String(file.body)).not.toContain(name);
});

test('bills that suspensions have stopped: their sum is of all pages, also behind the last one', async () => {
  const clerk = await city.signedIn('clerk');
  // 12.00, 34.00 and 56.00
  for (const more of ['limit=1', 'after=1000'])
    expect(await clerk.ok(refusedBillsView, 'GET', `/api/refused-bills?sort=totalFen&${more}`)).toMatchObject(
      {
        ...{ total: 3, totalFen: 10_200 },
        items: more === 'limit=1' ? [{ totalFen: 5_600 }] : [],
      },
    );
});

test('a list of any length is counted as far as 10 000, and goes on', async () => {
  await city.owner.query(
    `insert into enrolment_act (region_code, person_id, act_id, kind, scheme, effective_on, facts, decision, effects, reason, acted_by, acted_at)
     select '990100', 41, 100000 + n, 'stop', 'employee', '2020-01-01', '{}', '{}', '[]', '离职', 'demo.clerk', timestamptz '2020-01-01' + n * interval '1 second'
       from generate_series(1, 10001) n`,
  );
  const clerk = await city.signedIn('clerk');
  const acts = (more: string) => clerk.ok(actsView, 'GET', `/api/register/acts?limit=1&${more}`);
  // The first of them was entered before all others, the last act of the list long after.
  expect(await acts('order=asc')).toMatchObject({
    items: [{ actId: '100001' }],
    total: 10_000,
    more: true,
    next: 1,
  });
  expect(await acts('order=asc&after=10000')).toMatchObject({ items: [{ actId: '110001' }], next: 10_001 });
});
