import { type Bilingual, type CalendarDate, fen } from '@gongji/domain';
import { type AnyDocument, moneyText } from '@gongji/reports';
import {
  type CounterDayRow,
  type CounterPaymentRow,
  counterPaymentsOfDay,
  listDeposits,
  readCounterDay,
} from '@gongji/store/contribution';
import { regionTitle } from '@gongji/store/print';
import { today } from '../contribution/bills.ts';
import { METHODS } from '../counter/reference.ts';
import type { Caller } from '../rest/caller.ts';
import { beijingText } from './beijing.ts';
import { type ContributionPaper, nameFor, type PaperDeps } from './contribution-paper.ts';
import { given } from './person-fields.ts';

const STATES: Readonly<Record<CounterPaymentRow['state'], Bilingual>> = {
  booked: { zh: '已入账', en: 'booked' },
  held: { zh: '待到账', en: 'not cleared' },
  bounced: { zh: '已退票', en: 'bounced' },
  reversed: { zh: '已冲正', en: 'taken back' },
};

/** 柜面日结单 of a clerk's day: it vouches for the sums, the count and the signature. */
export async function closingPaper(
  deps: PaperDeps,
  caller: Caller,
  of: { readonly clerk: string; readonly day: CalendarDate },
): Promise<ContributionPaper | undefined> {
  const row = await readCounterDay(deps.pool, caller, of);
  if (row === undefined) return undefined;
  const [payments, deposits, region] = await Promise.all([
    counterPaymentsOfDay(deps.pool, caller, of),
    listDeposits(deps.pool, row),
    regionTitle(deps.pool, row.regionCode),
  ]);
  const methods = methodRows(row);
  const differs = methods.some((one) => !['', '0', '0.00'].includes(one.difference));
  const data: AnyDocument = {
    document: 'counter-closing',
    fields: {
      ...region,
      asOf: today(deps),
      clerkName: row.clerk,
      counterDay: row.day,
      bookedFen: fen(row.cashFen + row.posFen + row.transferFen + row.chequeFen),
      countedNote: row.note ?? '',
      ...given('signedBy', row.signedBy ?? undefined),
      ...given('signedOn', row.signedAt === null ? undefined : beijingText(row.signedAt).slice(0, 10)),
      signNote: row.signNote ?? '',
    },
    rows: {
      methods,
      receipts: payments.toReversed().map((one, index) => receiptRow(caller, one, index + 1)),
      deposits: deposits.map(({ method, serial, paidOn, amountFen }) => ({
        ...{ methodName: METHODS[method].name, serial, on: paidOn, depositFen: fen(amountFen) },
      })),
    },
    flags: [
      ...(row.signedBy === null ? (['unsigned'] as const) : []),
      ...(differs ? (['differs'] as const) : []),
    ],
  };
  const subject = `counter ${row.clerk} ${row.day}`;
  const content = [
    subject,
    methods.map((one) => [one.methodName.en, one.paymentCount, one.methodFen, one.counted]),
    row.signedBy,
  ];
  const { regionCode } = row;
  return { regionCode, personId: '0', scheme: 'employee', variant: 'closing', data, subject, content };
}

function methodRows(row: CounterDayRow) {
  const money = (booked: number, counted: number | null) => ({
    counted: counted === null ? '' : moneyText(fen(counted)),
    difference: counted === null ? '' : moneyText(fen(counted - booked)),
  });
  const { cheques, countedCheques } = row;
  const cheque = {
    counted: countedCheques === null ? '' : String(countedCheques),
    difference: countedCheques === null ? '' : String(countedCheques - cheques),
  };
  return [
    {
      method: 'cash' as const,
      n: row.cashPayments,
      of: row.cashFen,
      ...money(row.cashFen, row.countedCashFen),
    },
    { method: 'pos' as const, n: row.posPayments, of: row.posFen, ...money(row.posFen, row.posSlipsFen) },
    { method: 'cheque' as const, n: cheques, of: row.chequeFen, ...cheque },
    {
      method: 'transfer' as const,
      n: row.transferPayments,
      of: row.transferFen,
      counted: '',
      difference: '',
    },
  ].map(({ method, n, of, counted, difference }) => ({
    ...{ methodName: METHODS[method].name, paymentCount: n, methodFen: fen(of), counted, difference },
  }));
}

function receiptRow(caller: Caller, row: CounterPaymentRow, number: number) {
  return {
    number,
    receiptNo: row.reference,
    methodName: METHODS[row.method].name,
    payerName: row.unitId === null ? nameFor(caller, row.payerName) : row.payerName,
    billNos: row.bills.map((bill) => bill.billNo).join(' '),
    // What was taken back is no part of the sum; a cheque is, whatever became of it later.
    receiptFen: fen(row.state === 'reversed' ? 0 : row.amountFen),
    stateName: STATES[row.state],
  };
}
