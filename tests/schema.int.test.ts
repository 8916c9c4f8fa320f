import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * The schema must run on plain PostgreSQL and distributed by person alike: a table of persons has the person in every
 * primary and unique key, so that its rows can live on different machines. What has no person is a reference table or a
 * log of the agency, and is named here.
 */
const WITHOUT_PERSON = [
  'accepted_difference',
  'agency',
  'api_client',
  'area',
  'assessment_basis',
  'assessment_part',
  'assessment_run',
  'audit_entry',
  'audit_head',
  'base_declaration',
  'budget_unit',
  'calendar_day',
  'catalogue_first_pay',
  'catalogue_item',
  'catalogue_mapping',
  'catalogue_price_limit',
  'clearing_application',
  'collector',
  'department',
  'disease',
  'exchange_file',
  'free_receipt',
  'fund_rollup',
  'gathered_run',
  'import_batch',
  'import_file',
  'import_row',
  'institution',
  'message_compensation',
  'institution_item',
  'levy_audit',
  'levy_evidence',
  'levy_evidence_row',
  'levy_finding',
  'levy_notice',
  'message_effect',
  'message_log',
  'outbox',
  'own_bill_list',
  'password_history',
  'payment_file',
  'policy_version',
  'practitioner',
  'print_setting',
  'receipt',
  'reconciliation',
  'recovery_code',
  'refund',
  'fund_transfer',
  'collection_booking',
  'collection_list',
  'collection_result',
  'counter_closing',
  'counter_count',
  'counter_deposit',
  'receipt_withdrawal',
  'day_statement',
  'day_statement_line',
  'day_sign_off',
  'adjustment_levy',
  'region',
  'register_effect',
  'role_request',
  'schema_migration',
  'school_class',
  'settled_rollup',
  'sign_in',
  'sign_in_failure',
  'target',
  'task',
  'task_file',
  'unenrolled_assignment',
  'unenrolled_employer',
  'unenrolled_step',
  'unenrolled_visit',
  'unit',
  'user_account',
  'user_session',
  'verify_run',
];
/** Numbers that identify a person in the whole country: unique across persons by their nature. */
const UNIQUE_ACROSS_PERSONS = ['person_psn_no', 'person_cert'];
/** Tables with money that hold a state; every other table with money and a person only ever grows. */
const STATE_WITH_MONEY = [
  ...[
    'account_request',
    'account_sharing',
    'counter_payment',
    'debt_plan',
    'fee_batch',
    'fund_transfer_item',
    'late_fee_waiver',
    'open_bill',
    'open_credit',
    'personal_account',
    'transfer',
  ],
];

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function column(sql: string): Promise<readonly string[]> {
  const { rows } = await db.owner.query<{ name: string }>(sql);
  return rows.map((row) => row.name);
}

const TABLES = `from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
const HAS = (name: string) =>
  `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = '${name}')`;

test('a table is of persons, or is named as one without', async () => {
  const without = await column(
    `select c.relname as name ${TABLES} and (not ${HAS('person_id')} or c.relname = 'message_effect') order by 1`,
  );
  expect(without).toEqual([...WITHOUT_PERSON].sort());
});

test('every table of persons carries the region and the person', async () => {
  const wrong = await column(
    `select c.relname as name ${TABLES} and ${HAS('person_id')} and not ${HAS('region_code')} and c.relname <> 'message_effect'`,
  );
  expect(wrong).toEqual([]);
});

test('the person stands in every primary and unique key of its tables', async () => {
  const wrong = await column(`
    select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
     where c.relnamespace = 'public'::regnamespace and x.indisunique and ${HAS('person_id')} and c.relname <> 'message_effect'
       and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id' and a.attnum = any(x.indkey))
     order by 1`);
  expect(wrong).toEqual([...UNIQUE_ACROSS_PERSONS].sort());
});

test('a table with money and a person is append-only, or is named as a state', async () => {
  const changing = await column(`
    select c.relname as name ${TABLES} and ${HAS('person_id')}
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname like '%\\_fen' and a.attnum > 0)
       and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'append-only%' order by 1`);
  expect(changing).toEqual([...STATE_WITH_MONEY].sort());
});

test('amounts are whole numbers', async () => {
  const wrong = await column(`
    select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname like '%\\_fen'
       and a.atttypid <> 'bigint'::regtype`);
  expect(wrong).toEqual([]);
});
