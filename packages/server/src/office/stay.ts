import type { StaysQuery, StaysView, StayView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { findDiagnoses, type Stay, type StayRow, stayOf, staySums, staysOf } from '@gongji/store/office';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';

const placeOf = ({ institutionCode }: Caller): string => institutionCode ?? '';

/** 在院病人: stays that go on or wait for settlement; with `all` those that are done too. */
export async function stays(deps: RestDeps, caller: Caller, query: StaysQuery): Promise<Answer<StaysView>> {
  const filter = { institutionCode: placeOf(caller), all: query.all };
  const [rows, sums] = await Promise.all([
    staysOf(deps.pool, { ...query, ...filter, limit: query.limit + 1 }),
    staySums(deps.pool, filter),
  ]);
  return ok({ ...pageAfter(rows.map(summaryOf), query), ...sums });
}

/** One stay of the institution, as it stands. */
export async function ownStay(deps: RestDeps, caller: Caller, visitId: string): Promise<Stay | undefined> {
  return stayOf(deps.pool, { institutionCode: placeOf(caller), visitId });
}

export async function stay(deps: RestDeps, caller: Caller, visitId: string): Promise<Answer<StayView>> {
  const found = await ownStay(deps, caller, visitId);
  return found === undefined ? problemAnswer('not-found') : ok(viewOf(found));
}

function summaryOf(row: StayRow): StaysView['items'][number] {
  const { visitId, visitNo, insutype, medType, begunAt, endedAt, diseaseName, openFen, totalFen } = row;
  return {
    visitId,
    visitNo,
    person: { name: maskName(row.personName), psnNo: maskPersonNumber(row.psnNo) },
    insutype,
    medType,
    state: row.settled ? 'settled' : row.state,
    begunAt,
    ...(endedAt === null ? {} : { endedAt }),
    ...(diseaseName === null ? {} : { diagnosis: diseaseName }),
    openFen,
    totalFen,
  };
}

function viewOf({ row, fees, settlements }: Stay): StayView {
  return {
    stay: summaryOf(row),
    fees: fees.map(({ line, settlementId }) => ({
      id: line.id,
      day: line.at.slice(0, 10) as CalendarDate,
      listCode: line.listCode,
      name: line.name,
      quantityE4: line.cntE4,
      priceE6: line.pricE6,
      amountFen: line.amountFen,
      itemClass: line.itemClass,
      ...(settlementId === null ? {} : { settlementId }),
    })),
    settlements: settlements.map(({ settledAt, reversedBy, ...one }) => ({
      ...one,
      settledAt: settledAt.toISOString(),
      ...(reversedBy === null ? {} : { reversedBy }),
    })),
  };
}

export async function diagnoses(deps: RestDeps, { q }: { readonly q: string }) {
  const on = beijingDay(deps.now()) as CalendarDate;
  const items = await findDiagnoses(deps.pool, { text: q.normalize('NFKC'), on, limit: 12 });
  return ok({ items: [...items] });
}
