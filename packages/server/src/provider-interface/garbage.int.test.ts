import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, envelope, HOSPITAL, openDesk } from './testing/desk.ts';
import { admitted, PERSON_1, registered } from './testing/messages.ts';
import { TRANSACTIONS } from './transactions/table.ts';

let desk: Desk;
let outpatient: string;
let stay: string;
beforeAll(async () => {
  desk = await openDesk();
  outpatient = await registered(desk, 'MZ-garbage');
  stay = await admitted(desk);
});
afterAll(() => desk.close());

/** Nodes and fields that transactions look at, so that garbage gets past the first check. */
const NODES = [
  'data',
  'druginfo',
  'drugdetail',
  'mdtrtinfo',
  'diseinfo',
  'feedetail',
  'dscginfo',
  'adminfo',
  'setlinfo',
  'payinfo',
  'refmedin',
  'deptinfo',
  'fsUploadIn',
  'fsDownloadIn',
  'signIn',
  'signOut',
  'medinsinfo',
  'stastinfo',
  'iteminfo',
];
const FIELDS = [
  'psn_no',
  'mdtrt_id',
  'setl_id',
  'insutype',
  'med_type',
  'begntime',
  'endtime',
  'begndate',
  'enddate',
  'medfee_sumamt',
  'chrg_bchno',
  'feedetl_sn',
  'med_list_codg',
  'det_item_fee_sumamt',
  'cnt',
  'pric',
  'fee_ocur_time',
  'acct_used_flag',
  'ipt_otp_no',
  'ipt_no',
  'diag_code',
  'dise_codg',
  'ver',
  'type',
  'page_num',
  'page_size',
  'omsgid',
  'oinfno',
  'file_qury_no',
  'filename',
  'in',
  'clr_type',
  'stmt_begndate',
  'stmt_enddate',
  'setlym',
  'opsp_dise_code',
  'trt_dcla_detl_sn',
  'hosp_dept_codg',
  'caty',
  'hosp_dept_name',
  'stas_type',
  'list_type',
  'init_feedetl_sn',
  'query_date',
  'prac_psn_type',
  'fixmedins_code',
  'mdtrt_cert_type',
  'mdtrt_cert_no',
  'certno',
  'exp_content',
  'diag_srt_no',
  'cum_ym',
];

/** Values that are right somewhere and wrong elsewhere, and values that are wrong everywhere. */
const value = () =>
  fc.oneof(
    fc.constantFrom<unknown>(
      PERSON_1.psn_no,
      outpatient,
      stay,
      '310',
      '390',
      '11',
      '21',
      '2026-05-10',
      '2026-05-10 10:00:00',
      'XA01',
      'S001',
      '1',
      '0',
      '0000',
      'B1',
      '2207',
      '2401',
      '202605',
      'M03900',
    ),
    fc.constantFrom<unknown>(
      null,
      '',
      'null',
      -1,
      0,
      1e308,
      9007199254740992,
      '99999999999999999999',
      '9223372036854775808',
      'NaN',
      '1e5',
      "'; drop table visit; --",
      '\\',
      '%',
      '\u202e倒',
      '🀄',
      'x'.repeat(5000),
      [],
      {},
      [[]],
      [null],
      { a: { b: [1] } },
      true,
      '2026-02-30',
      '0000-00-00',
      '9999-12-31 23:59:59',
      '{"TRUM_FLAG":"1"}',
    ),
    fc.string(),
    fc.double(),
  );
const row = () => fc.dictionary(fc.constantFrom(...FIELDS), value(), { maxKeys: 30 });
const message = () =>
  fc.dictionary(fc.constantFrom(...NODES), fc.oneof(row(), fc.array(row(), { maxLength: 3 }), value()), {
    maxKeys: 4,
  });

describe('no input makes a fault', () => {
  it.each([...TRANSACTIONS.keys()])('%s', async (infno) => {
    await fc.assert(
      fc.asyncProperty(message(), row(), async (input, everywhere) => {
        // The node this transaction reads always has some of the fields.
        const filled = { ...Object.fromEntries(NODES.map((node) => [node, everywhere])), ...input };
        for (const body of [input, filled]) {
          const response = await desk.post(
            JSON.stringify({ ...envelope(infno, desk.nextMsgid(), HOSPITAL), input: body }),
          );
          expect([infno, response.status, JSON.stringify(body)]).toEqual([infno, 200, JSON.stringify(body)]);
        }
      }),
      { numRuns: 8, seed: 20260510, endOnFailure: true },
    );
  });

  it('and no money moved', async () => {
    const { rows } = await desk.db.pool.query(
      `select (select count(*) from settlement)::int as settlements, (select balance_fen from personal_account where person_id = 1) as balance`,
    );
    expect(rows).toEqual([{ settlements: 0, balance: '50000' }]);
  });
});
