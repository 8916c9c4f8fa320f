import type { CalendarDate } from '@gongji/domain';
import { fen, schemeOf } from '@gongji/domain';
import type { DayList } from '@gongji/reports';
import { type DayFees, dayFees } from '@gongji/store/print';
import { catalogueItems, type FeeLine } from '@gongji/store/provider-interface';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chargeName, itemClassName, schemeName } from './code-words.ts';
import { categoriesOf, splitCells } from './line-rows.ts';
import { given, personFields, visitFields } from './person-fields.ts';

export interface DayPaper {
  readonly fees: DayFees;
  readonly list: DayList;
}

const SETTLED = { zh: '已结算', en: 'settled' };
const OPEN = { zh: '未结算', en: 'open' };

/** The fees of one day of a visit in the caller's scope, settled or not; undefined when there is no such visit. */
export async function dayPaper(
  deps: RestDeps,
  caller: Caller,
  visitId: string,
  day: CalendarDate,
): Promise<DayPaper | undefined> {
  const fees = await dayFees(deps.pool, caller, visitId, day);
  if (fees === undefined) return undefined;
  const ofDay = linesOfDay(fees, day);
  const items = await catalogueItems(deps.pool, [...new Set(ofDay.map(({ line }) => line.listCode))]);
  const specs = new Map(items.map((item) => [item.listCode, item.spec]));
  const lines = ofDay.map(({ line, settled }, index) => ({
    number: index + 1,
    ...cells(line, specs.get(line.listCode)),
    state: settled ? SETTLED : OPEN,
  }));
  const sum = (of: DayFees['lines']): number => of.reduce((s, { line }) => s + line.amountFen, 0);
  const settledFen = fen(sum(fees.lines.filter((l) => l.settled)));
  const toDateFen = fen(sum(fees.lines));
  const list: DayList = {
    document: 'day-list',
    fields: {
      ...personFields(fees.person, day, caller),
      ...pick(visitFields(fees.visit, fees.diagnoses)),
      institutionName: fees.institutionName,
      institutionCode: fees.visit.institutionCode,
      schemeName: schemeName(schemeOf(fees.visit.insutype) ?? 'resident'),
      on: day,
      dayFen: fen(sum(ofDay)),
      dayOwnFen: fen(lines.reduce((s, line) => s + line.ownFen, 0)),
      toDateFen,
      settledToDateFen: settledFen,
      openToDateFen: fen(toDateFen - settledFen),
    },
    rows: { lines, categories: categoriesOf(lines) },
    flags: ofDay.some((l) => !l.settled) ? ['unsettled'] : [],
  };
  return { fees, list };
}

export function linesOfDay(fees: DayFees, day: CalendarDate): DayFees['lines'] {
  return fees.lines.filter(({ line }) => line.at.slice(0, 10) === day);
}

/** A day list does not tell diagnoses: it lies at the bed. */
function pick({ visitNo, visitId, department, bed, doctor }: ReturnType<typeof visitFields>) {
  return {
    visitNo,
    visitId,
    ...given('department', department),
    ...given('bed', bed),
    ...given('doctor', doctor),
  };
}

function cells(line: FeeLine, spec: string | undefined) {
  return {
    category: chargeName(line.chargeType),
    listCode: line.listCode,
    name: line.refunds === undefined ? line.name : `${line.name}（退 ${line.refunds}）`,
    price: priceText(line.pricE6),
    quantity: line.cntE4,
    amountFen: line.amountFen,
    itemClass: itemClassName(line.itemClass),
    firstPayPpm: line.firstPayPpm,
    ...splitCells(line),
    ...given('spec', spec),
    ...given('unit', line.sent.unit),
  };
}

/** Millionths of a yuan with at least two decimals: 12.5 → "12.50". */
function priceText(pricE6: number): string {
  const digits = String(Math.abs(pricE6)).padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${pricE6 < 0 ? '-' : ''}${digits.slice(0, -6)}.${decimals}`;
}
