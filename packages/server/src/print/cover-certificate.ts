import { type CalendarDate, fen } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import { ownAgency, type PersonCircumstances } from '@gongji/store/print';
import type { PersonFileRow } from '@gongji/store/rest';
import { monthInputs } from '../enrolment/months-counted.ts';
import { monthsOfPerson } from '../enrolment/months-of-person.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { coverRows } from './cover-state.ts';
import { agencyFields, shownFields, transferFields } from './person-fields.ts';
import type { PersonPaper } from './person-paper.ts';

/** 参保凭证: goes to another agency, which finds the person by it, and us. */
export async function coverCertificate(
  deps: Pick<RestDeps, 'pool'>,
  caller: Caller,
  {
    row,
    found,
    today,
  }: { readonly row: PersonFileRow; readonly found: PersonCircumstances; readonly today: CalendarDate },
): Promise<PersonPaper> {
  const covers = coverRows(found.covers, today);
  const months = await monthsPaid(deps, row, today);
  const agency = await ownAgency(deps.pool, row.regionCode);
  const fields = {
    ...transferFields(found.person, today, caller),
    ...{ ...months, asOf: today, agencyName: found.agencyName },
    ...(agency === undefined ? {} : agencyFields(agency)),
    accountBalanceFen: fen(Number(row.accountBalanceFen)),
  };
  const flags = covers.some(({ state }) => state.en === 'in force')
    ? ([] as const)
    : (['uncovered'] as const);
  const data: AnyDocument = { document: 'cover-certificate', fields, rows: { covers }, flags };
  const vouched = found.covers.map((c) => [c.scheme, c.coveredFrom, c.coveredTo, c.benefitFrom, c.benefitTo]);
  return { row, data, subject: row.personId, shown: shownFields(caller), content: [vouched, months] };
}

/** Months paid in each scheme, as every page and act counts them. */
async function monthsPaid(
  { pool }: Pick<RestDeps, 'pool'>,
  person: Pick<PersonFileRow, 'personId' | 'regionCode'>,
  until: CalendarDate,
) {
  const employee = (await monthsOfPerson(pool, person, { scheme: 'employee', until })).counted;
  const resident = (await monthsOfPerson(pool, person, { scheme: 'resident', until })).counted;
  return {
    employeeMonths: monthInputs(employee).paidMonths,
    residentMonths: monthInputs(resident).paidMonths,
    deemedMonths: employee.deemed + resident.deemed,
  };
}
