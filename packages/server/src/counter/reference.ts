import type { CounterMethod, CounterPaymentBody } from '@gongji/contract';
import { type Bilingual, type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';

interface MethodRule {
  readonly name: Bilingual;
  /** Source of its receipt. What is at the bank already is the bank's own receipt. */
  readonly source: string;
  readonly place: 'bank' | 'counter';
  /** Form of its number; none: it has none. */
  readonly reference?: { readonly form: RegExp; readonly rule: Bilingual };
}

export const BANK_SERIAL: Bilingual = { zh: '应为银行流水号', en: 'the serial of the bank' };

/** How people pay at the desk. The number of a card payment is field 37 of ISO 8583, as it stands on the slip. */
export const METHODS: Readonly<Record<CounterMethod, MethodRule>> = {
  cash: { name: { zh: '现金', en: 'cash' }, source: 'counter', place: 'counter' },
  pos: {
    name: { zh: '刷卡', en: 'card' },
    source: 'pos',
    place: 'counter',
    reference: {
      form: /^[0-9A-Z]{12}$/,
      rule: { zh: '应为小票上12位检索参考号', en: 'twelve characters, the reference on the slip' },
    },
  },
  cheque: {
    name: { zh: '支票', en: 'cheque' },
    source: 'bank',
    place: 'bank',
    reference: {
      form: /^(\d{8}|\d{16})$/,
      rule: { zh: '应为8位或16位支票号码', en: 'eight or sixteen digits, the number of the cheque' },
    },
  },
  transfer: {
    name: { zh: '进账单', en: 'transfer slip' },
    source: 'bank',
    place: 'bank',
    reference: {
      form: /^[0-9A-Za-z-]{1,64}$/,
      rule: BANK_SERIAL,
    },
  },
};

export function numberWrong(
  {
    name,
    rule,
    reference,
  }: { readonly name: Bilingual; readonly rule: Bilingual; readonly reference: string },
  field: string,
): Rejection {
  const zh = { method: name.zh, rule: rule.zh, reference };
  const en = { method: name.en, rule: rule.en, reference };
  return bilingualRejection('counter-reference-invalid', { zh, en }, { field, value: reference });
}

/** What is wrong with the number, the bank and the day of a payment, by its method. Pure. */
export function referenceProblems(
  body: Pick<CounterPaymentBody, 'method' | 'reference' | 'chequeBank' | 'paidOn'>,
  today: CalendarDate,
): readonly Rejection[] {
  const { method, reference, chequeBank, paidOn } = body;
  const { name, reference: asked } = METHODS[method];
  const found: Rejection[] = [];
  if (asked !== undefined && !asked.form.test(reference)) {
    const { rule } = asked;
    found.push(numberWrong({ name, rule, reference }, 'reference'));
  }
  if (method === 'cheque' && chequeBank === '')
    found.push(rejection('counter-cheque-bank-missing', {}, { field: 'chequeBank', value: chequeBank }));
  if (method === 'transfer' && (paidOn === undefined || paidOn > today))
    found.push(
      rejection('counter-paid-on-invalid', { day: paidOn ?? '' }, { field: 'paidOn', value: paidOn ?? '' }),
    );
  return found;
}
