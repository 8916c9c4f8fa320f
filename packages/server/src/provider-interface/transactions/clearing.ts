import { type Fen, yuanText } from '@gongji/domain';
import {
  insertClearing,
  type PeriodTotals,
  totalsOfPeriod,
  withdrawClearing,
} from '@gongji/store/provider-interface';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected, type Transaction } from '../transaction.ts';

const apply3203 = effect({
  infno: '3203',
  name: { zh: '清算申请', en: 'Clearing application' },
  openToSuspended: true,
  read: (input) => {
    const f = input.one('data');
    const month = f.text('setlym', 6);
    if (month !== '' && !/^\d{4}(0[1-9]|1[0-2])$/.test(month))
      f.problem(
        reject('field-malformed', {
          field: 'data.setlym',
          value: month,
          expected: 'yyyyMM',
          expected_en: 'yyyyMM',
        }),
      );
    return {
      clrType: f.code('clr_type', 'clr_type'),
      clrWay: f.maybeCode('clr_way', 'clr_way') ?? '',
      month,
      from: f.day('begndate'),
      to: f.day('enddate'),
      personTimes: f.integer('psntime'),
      totalFen: f.yuan('medfee_sumamt', 'signed'),
      recognisedFen: f.yuan('med_sumfee', 'signed'),
      fundFen: f.yuan('fund_appy_sum', 'signed'),
      cashFen: f.yuan('cash_payamt', 'signed'),
      accountFen: f.yuan('acct_pay', 'signed'),
    };
  },
  run: async (call, input, tx) => {
    const institutionCode = call.institution.code;
    const period = { ...input, institutionCode, insutype: undefined, reversalsOnly: false };
    const centre = await totalsOfPeriod(tx, period);
    const differences = applicationDifferences(input, centre);
    if (differences.length > 0) return rejected(...differences);
    const applicationId = call.services.newId();
    const clrWay = input.clrWay || call.institution.paymentMethod;
    const filed = await insertClearing(tx, {
      ...input,
      applicationId,
      institutionCode,
      clrWay,
      appliedAt: call.receivedAt,
    });
    return filed ? done(applicationId) : rejected(already(input.month));
  },
  write: (applicationId) => ({ result: { clr_appy_evt_id: applicationId } }),
});

interface Declared {
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly cashFen: Fen;
  readonly accountFen: Fen;
}

/** What is applied for must be what was settled in the period. */
function applicationDifferences(declared: Declared, centre: PeriodTotals) {
  const pairs = [
    ['medfee_sumamt', declared.totalFen, centre.totalFen],
    ['fund_appy_sum', declared.fundFen, centre.fundFen],
    ['cash_payamt', declared.cashFen, centre.cashFen],
    ['acct_pay', declared.accountFen, centre.accountFen],
  ] as const;
  return pairs
    .filter(([, sent, kept]) => sent !== kept)
    .map(([field, sent, kept]) =>
      reject('amount-mismatch', {
        field: `data.${field}`,
        value: yuanText(sent),
        expected: yuanText(kept),
        difference: yuanText(Math.abs(sent - kept) as Fen),
        remedy_zh: '先用3201、3202对账，再申请清算',
        remedy_en: 'reconcile with 3201 and 3202 before applying',
      }),
    );
}

function already(month: string) {
  return reject('record-exists', {
    field: 'data.setlym',
    value: month,
    why: '该清算年月和类别已申请 (this month and class)',
    remedy_zh: '更改请先撤销（3204）',
    remedy_en: 'withdraw with 3204 to change it',
  });
}

const withdraw3204 = effect({
  infno: '3204',
  name: { zh: '清算申请撤销', en: 'Withdraw clearing application' },
  openToSuspended: true,
  read: (input) => ({ applicationId: input.one(['data', 'result']).text('clr_appy_evt_id', 30) }),
  run: async (call, { applicationId }, tx) =>
    (await withdrawClearing(tx, call.institution.code, applicationId))
      ? done(null)
      : rejected(reject('record-unknown', { field: 'data.clr_appy_evt_id', value: applicationId })),
  write: () => null,
});

export const CLEARING: readonly Transaction[] = [apply3203, withdraw3204];
