import type { ArrearsQuery, ArrearsView, DebtorAccount, DebtorQuery } from '@gongji/contract';
import { type CalendarDate, daysBetween } from '@gongji/domain';
import {
  arrearsByAge,
  type Debtor,
  type DebtorRow,
  debtorName,
  debtorTotals,
  listContacts,
  listDebtors,
  noticesTo,
  plansOf,
  suspensionGroups,
  waiversOf,
} from '@gongji/store/contribution';
import { today } from '../contribution/bills.ts';
import { yuan } from '../contribution/yuan.ts';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { contactView } from './contacts.ts';
import { noticeView } from './notices.ts';
import { overdueOf } from './overdue.ts';
import { payerOf } from './payer-of.ts';
import { planView } from './plans.ts';
import { repairSentences } from './repairs.ts';
import { waiverView } from './waivers.ts';

/** 欠费台账: who owes what, and how old all of it is. */
export async function arrears(
  deps: RestDeps,
  caller: Caller,
  query: ArrearsQuery,
): Promise<Answer<ArrearsView>> {
  const on = today(deps);
  const { q: text, ...rest } = query;
  const filter = { ...rest, text, on };
  const [rows, totals, ages] = await Promise.all([
    listDebtors(deps.pool, caller, { ...filter, limit: query.limit + 1 }),
    debtorTotals(deps.pool, caller, filter),
    arrearsByAge(deps.pool, caller, on),
  ]);
  return ok({
    ...pageAfter(
      rows.map((row) => debtorView(row, on)),
      query,
    ),
    ...totals,
    ages: ages.map(({ upTo, bills, openFen }) => ({ bills, openFen, ...(upTo === null ? {} : { upTo }) })),
  });
}

function debtorView(row: DebtorRow, on: CalendarDate): ArrearsView['items'][number] {
  const { payer, bills, periods, openFen, paidFen, oldestDueOn } = row;
  return {
    ...{ payer, bills, periods, openFen, paidFen, oldestDueOn, daysLate: daysBetween(oldestDueOn, on) },
    ...payerOf(row),
  };
}

/** One debtor: each overdue bill with the late fee that paying it today would make, and what there is about it. */
export async function debtor(
  deps: RestDeps,
  caller: Caller,
  query: DebtorQuery,
): Promise<Answer<DebtorAccount>> {
  const of = debtorOf(caller, query);
  const named = of === undefined ? undefined : await debtorName(deps.pool, caller, of);
  if (of === undefined || named === undefined) return problemAnswer('not-found');
  const on = today(deps);
  const bills = await overdueOf(deps, caller, of, on);
  const billIds = bills.map((bill) => bill.billId);
  const [waivers, notices, contacts, plans, groups, repairs] = await Promise.all([
    waiversOf(deps.pool, caller, billIds),
    noticesTo(deps.pool, caller, of),
    // What the agency notes about a debtor is its own.
    caller.unitId === null && caller.personId === null ? listContacts(deps.pool, caller, of) : [],
    plansOf(deps.pool, caller, of),
    suspensionGroups(deps.pool, caller, of),
    repairSentences(deps, of, on),
  ]);
  const openFen = bills.reduce((sum, bill) => sum + bill.openFen, 0);
  const feeFen = bills.reduce((sum, bill) => sum + bill.feeFen, 0);
  return ok({
    ...('unitId' in of ? { payerName: named.name, unitId: of.unitId } : personOf(of.personId, named.name)),
    ...{ on, openFen, feeFen, totalFen: openFen + feeFen, bills },
    sentence: sentenceOf(bills, { on, openFen, feeFen }),
    waivers: waivers.map((row) => waiverView(row, caller)),
    suspensions: groups.map(({ toOn, how, paidOn, ...row }) => ({
      ...row,
      ...(toOn === null ? {} : { toOn }),
      ...(how === null ? {} : { how }),
      ...(paidOn === null ? {} : { paidOn }),
    })),
    repairs: [...repairs],
    notices: notices.map(noticeView),
    contacts: contacts.map(contactView),
    plans: plans.map((row) => planView(row, caller, on)),
  });
}

const personOf = (personId: string, name: string) => ({
  payerName: maskName(name),
  person: personRef(personId),
});

/** A user of a unit or an insured person sees his own, whatever he asks for; another names one of the two. */
export function debtorOf(
  caller: Pick<Caller, 'unitId' | 'personId'>,
  query: DebtorQuery,
): Debtor | undefined {
  if (caller.unitId !== null) return { unitId: caller.unitId };
  if (caller.personId !== null) return { personId: caller.personId };
  if (query.unitId !== undefined) return { unitId: query.unitId };
  return query.person === undefined || !/^~\d{1,19}$/.test(query.person)
    ? undefined
    : { personId: query.person.slice(1) };
}

/** What is owed, in one sentence. */
function sentenceOf(
  bills: DebtorAccount['bills'],
  { on, openFen, feeFen }: { readonly on: CalendarDate; readonly openFen: number; readonly feeFen: number },
): DebtorAccount['sentence'] {
  const [first] = bills;
  if (first === undefined) return { zh: '没有欠费。', en: 'Nothing is overdue.' };
  const periods = new Set(bills.map((bill) => `${bill.scheme} ${bill.period}`)).size;
  return {
    zh: `截至 ${on} 共欠 ${periods} 个费款所属期 ${yuan(openFen)} 元，最早到期日 ${first.dueOn}；今天缴清须另缴滞纳金 ${yuan(feeFen)} 元，合计 ${yuan(openFen + feeFen)} 元。`,
    en: `On ${on} ${yuan(openFen)} yuan of ${periods} periods are overdue, the oldest since ${first.dueOn}; who pays everything today also pays a late fee of ${yuan(feeFen)}, ${yuan(openFen + feeFen)} in all.`,
  };
}
