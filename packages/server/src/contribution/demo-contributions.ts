import { type CalendarDate, date } from '@gongji/domain';
import { createIdSource, inTransaction, type NewId, type Pool } from '@gongji/store';
import { type AssessmentRun, insertRefund, insertRun } from '@gongji/store/contribution';
import type { PolicyFile } from '../policy/load-policy-files.ts';
import { recordPolicyVersions } from '../policy/record-policy-versions.ts';
import { allocate } from './allocate.ts';
import { publicPayerName } from './names.ts';
import { contributionPolicy, spanOfPeriod, usualDueDay } from './period.ts';
import { runAssessment } from './run-assessment.ts';
import { type PaymentLine, takeReceipts } from './take-receipts.ts';
import { yuan } from './yuan.ts';

const REGION = '990100';
const BATCH = 500;

interface Given {
  readonly pool: Pool;
  readonly policies: readonly PolicyFile[];
  readonly asOf: CalendarDate;
}

/** Two payment files to try: what is still open of the last month, by number and without. */
export interface SampleFiles {
  readonly 'bank-statement.csv': string;
  readonly 'tax-arrivals.txt': string;
}

/**
 * Contributions of the model city: three months of employees and the year of residents assessed and billed, most of it
 * paid, some in arrears, one employer who paid too much, one payment that nobody knows the bill of, and a refund that waits.
 * Call it with the demo data only. Does nothing when a period is assessed already.
 */
export async function putDemoContributions({
  pool,
  policies,
  asOf,
}: Given): Promise<SampleFiles | undefined> {
  const { rows } = await pool.query('select 1 from assessment_run limit 1');
  if (rows.length > 0) return undefined;
  await recordPolicyVersions(pool, policies);
  const newId = await createIdSource(pool);
  const months = [-2, -1, 0].map((n) => monthOf(asOf, n));
  const ways = { pool, policies, newId };
  await pool.query(EARLIER_MONTHS, [`${months[0]}-01`]);
  for (const [index, period] of months.entries()) {
    await assess(ways, 'employee', { period, on: date(`${period}-01`) });
    // Of the oldest month nearly everything is paid, of the present one half.
    await pay(ways, { period, oneIn: [29, 11, 2][index] ?? 2, asOf });
  }
  const year = asOf.slice(0, 4);
  // When residents begin to pay for the year to come.
  await assess(ways, 'resident', { period: year, on: date(`${Number(year) - 1}-09-01`) });
  await pay(ways, { period: year, oneIn: 12, asOf });
  await oddPayments(ways, asOf);
  return samples(pool, months.at(-1) ?? '', asOf);
}

/** What employees paid before the first month that is assessed here, as it was taken over from the books before the system. */
const EARLIER_MONTHS = `
  insert into counted_period (region_code, person_id, period_id, scheme, kind, division_code, place, from_month, to_month, months, evidence, approved_by, approved_at)
  select c.region_code, c.person_id, 1, 'employee', 'actual', c.region_code, r.name, date_trunc('month', c.covered_from),
         $1::date - interval '1 month', (extract(year from age($1::date, date_trunc('month', c.covered_from))) * 12
           + extract(month from age($1::date, date_trunc('month', c.covered_from))))::int, '系统上线前征缴台账', 'demo.reviewer', $1::date
    from coverage c join region r using (region_code)
   where c.scheme = 'employee' and c.person_status in ('active', 'flexible') and c.covered_to is null and c.covered_from < $1::date - interval '1 month'`;

interface Ways {
  readonly pool: Pool;
  readonly policies: readonly PolicyFile[];
  readonly newId: NewId;
}

async function assess(
  { pool, policies, newId }: Ways,
  scheme: 'employee' | 'resident',
  { period, on }: { readonly period: string; readonly on: CalendarDate },
): Promise<void> {
  const first = date(period.length === 7 ? `${period}-01` : `${period}-01-01`);
  const policy = contributionPolicy(policies, REGION, scheme, first);
  if (policy === undefined) return;
  const now = () => new Date(`${on}T00:00:00+08:00`);
  const run: AssessmentRun = {
    ...{
      runId: newId(),
      regionCode: REGION,
      scheme,
      period,
      kind: 'regular',
      unitId: null,
      createdBy: 'demo.clerk',
    },
    ...{ dueOn: usualDueDay(spanOfPeriod(policy, period), period), createdAt: now() },
  };
  await inTransaction(pool, (tx) => insertRun(tx, run));
  await runAssessment({ pool, newId, now }, run, policy);
}

interface Paying {
  readonly period: string;
  readonly oneIn: number;
  readonly asOf: CalendarDate;
}

/**
 * Pays every bill of a period but each `one in`th, through the tax authority, on the due day or on the day of the demo where
 * that comes first; what finance withholds is left for its list.
 */
async function pay({ pool, policies, newId }: Ways, { period, oneIn, asOf }: Paying): Promise<void> {
  const { rows } = await pool.query<{
    billId: string;
    billNo: string;
    fen: number;
    dueOn: CalendarDate;
    name: string | null;
    payer: string;
    areaName: string | null;
    code: string;
    ofFinance: boolean;
  }>(
    `select b.bill_id as "billId", b.bill_no as "billNo", b.amount_fen::float8 as fen, b.due_on as "dueOn",
            coalesce(p.name, u.name) as name, b.payer, a.name as "areaName", coalesce(p.psn_no, u.code, '') as code,
            exists (select from budget_unit f where f.unit_id = u.unit_id and b.period >= to_char(f.valid_from, 'YYYY-MM')) as "ofFinance"
       from contribution_bill b left join person p using (person_id)
       left join unit u on u.unit_id = b.unit_id and b.payer = 'unit'
       left join area a on a.area_code = b.area_code and b.payer = 'county'
      where b.period = $1 and b.payer <> 'account' order by b.bill_id`,
    [period],
  );
  const dayOf = (dueOn: CalendarDate) => (dueOn < asOf ? dueOn : asOf);
  const paid = rows.filter(({ ofFinance }, index) => index % oneIn !== 0 && !ofFinance);
  for (let at = 0; at < paid.length; at += BATCH) {
    const some = paid.slice(at, at + BATCH);
    const bookedOn = dayOf(some[0]?.dueOn ?? asOf);
    const when = { at: new Date(`${bookedOn}T00:00:00+08:00`), bookedOn };
    await inTransaction(pool, async (tx) => {
      const context = { newId, by: 'demo.finance', ...when };
      const lines = some.map((bill, i) =>
        line({
          lineNo: i + 1,
          serial: `T${period}-${at + i + 1}`,
          amountFen: bill.fen,
          paidOn: dayOf(bill.dueOn),
          payerName: bill.name ?? publicPayerName(bill.payer, bill.areaName).zh,
          payerCode: bill.code,
          billNo: bill.billNo,
        }),
      );
      const taken = await takeReceipts(
        tx,
        { ...context, regionCode: REGION, source: 'tax', fileId: null },
        lines,
      );
      if (taken.kind === 'refused') throw new Error('the payments of the demo were refused');
      const pairs = some.map((bill, i) => ({ receiptId: taken.receiptIds[i] ?? '', billId: bill.billId }));
      await allocate(tx, { ...context, policies, how: 'number' }, pairs);
    });
  }
}

/** An employer paid a month once more and 100 yuan too much, and wants it back; somebody paid without saying for what. */
async function oddPayments({ pool, newId }: Ways, asOf: CalendarDate): Promise<void> {
  const { rows } = await pool.query<{ name: string; code: string }>(
    "select name, code from unit where kind = 'employer' order by unit_id offset 6 limit 2",
  );
  const [first, second] = rows;
  if (first === undefined || second === undefined) return;
  const at = new Date(`${asOf}T00:00:00+08:00`);
  await inTransaction(pool, async (tx) => {
    const context = {
      newId,
      by: 'demo.finance',
      at,
      bookedOn: asOf,
      regionCode: REGION,
      source: 'bank',
      fileId: null,
    };
    const taken = await takeReceipts(tx, context, [
      line({
        lineNo: 1,
        serial: 'B0001',
        amountFen: 10_000,
        paidOn: asOf,
        payerName: first.name,
        payerCode: first.code,
        billNo: '',
      }),
      line({
        lineNo: 2,
        serial: 'B0002',
        amountFen: 123_456,
        paidOn: asOf,
        payerName: second.name,
        payerCode: '',
        billNo: '',
      }),
    ]);
    if (taken.kind === 'refused') throw new Error('the payments of the demo were refused');
    await insertRefund(tx, {
      ...{ refundId: newId(), regionCode: REGION, receiptId: taken.receiptIds[0] ?? '', amountFen: 10_000 },
      ...{
        reason: '重复缴费',
        payeeName: first.name,
        payeeAccount: '6222000099990001',
        payeeBank: '共济银行',
      },
      ...{ requestedBy: 'demo.finance', requestedAt: at },
    });
  });
}

function line(given: Omit<PaymentLine, 'payerAccount' | 'purpose'>): PaymentLine {
  return { ...given, payerAccount: '', purpose: '' };
}

async function samples(pool: Pool, period: string, asOf: CalendarDate): Promise<SampleFiles> {
  const { rows } = await pool.query<{
    billNo: string;
    fen: number;
    paidOn: string;
    name: string;
    code: string;
  }>(
    `select b.bill_no as "billNo", b.amount_fen::float8 as fen, least(b.due_on, $2) as "paidOn", u.name, u.code
       from contribution_bill b join unit u using (unit_id)
      where b.period = $1 and b.payer = 'unit' and not exists (select from allocation a where a.bill_id = b.bill_id)
      order by b.bill_id limit 8`,
    [period, asOf],
  );
  const bank = rows.map((row, i) =>
    [row.paidOn, `S${i + 1}`, yuan(row.fen), row.name, '6222000011112222', period, ''].join(','),
  );
  const tax = rows
    .slice(0, 4)
    .map((row, i) => [`X${i + 1}`, row.billNo, row.code, row.name, yuan(row.fen), row.paidOn].join('|'));
  const four = rows.slice(0, 4).reduce((total, row) => total + row.fen, 0);
  return {
    'bank-statement.csv': ['日期,流水号,金额,户名,账号,摘要,缴费单号', ...bank.slice(4), ''].join('\n'),
    'tax-arrivals.txt': [
      '流水号|缴费单号|代码|名称|金额|日期',
      ...tax,
      `TOTAL|${tax.length}|${yuan(four)}`,
      '',
    ].join('\n'),
  };
}

/** Month of a day, some months on. */
function monthOf(on: CalendarDate, plus: number): string {
  const [year = 0, month = 1] = on.split('-').map(Number);
  const n = year * 12 + month - 1 + plus;
  return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
}
