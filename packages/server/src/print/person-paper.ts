import { MOVEMENT_KINDS } from '@gongji/contract';
import { type Bilingual, type CalendarDate, fen } from '@gongji/domain';
import type { AnyDocument } from '@gongji/reports';
import { accountState, accountYears } from '@gongji/store/account';
import { ownAgency, personCircumstances } from '@gongji/store/print';
import { type PersonFileRow, personFile } from '@gongji/store/rest';
import { monthInputs } from '../enrolment/months-counted.ts';
import { monthsOfPerson } from '../enrolment/months-of-person.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { medTypeName, schemeName, statusName } from './code-words.ts';
import { agencyFields, personFields, shownFields, transferFields } from './person-fields.ts';
import type { PrintJob } from './print-job.ts';

export type PersonDocument = 'cover-certificate' | 'account-statement' | 'yearly-record';

export interface PersonPaper {
  readonly row: PersonFileRow;
  readonly data: AnyDocument;
  readonly shown?: PrintJob['shown'];
  /** What the paper is about: the person, and the year. */
  readonly subject: string;
  /** What its code vouches for. */
  readonly content: unknown;
}

const STATUSES: Readonly<Record<string, Bilingual>> = {
  open: { zh: '正常', en: 'open' },
  frozen: { zh: '冻结', en: 'frozen' },
  closed: { zh: '注销', en: 'closed' },
};
const OPEN_END = '—';

/** A paper of one person: made from what the books say now, for printing and for verifying alike. */
export async function personPaper(
  deps: Pick<RestDeps, 'pool' | 'now'>,
  caller: Caller,
  ref: string,
  wish: { readonly document: PersonDocument; readonly year: string },
): Promise<PersonPaper | undefined> {
  const row = await personFile(deps.pool, caller, ref);
  if (row === undefined) return undefined;
  const today = chinaDay(deps.now());
  const found = await personCircumstances(deps.pool, row.personId, wish.year);
  if (found === undefined) return undefined;
  const subject = wish.document === 'cover-certificate' ? row.personId : `${row.personId} ${wish.year}`;
  // The certificate goes to another agency, which finds the person by it.
  const forOthers = wish.document === 'cover-certificate';
  const { regionName, personName, sexName, bornOn, psnNo, certNo } = personFields(
    found.person,
    today,
    caller,
  );
  const who = {
    ...(forOthers
      ? transferFields(found.person, today, caller)
      : { regionName, personName, sexName, bornOn, psnNo, certNo }),
    asOf: today,
    agencyName: found.agencyName,
  };
  const covers = found.covers.map((c) => ({
    schemeName: schemeName(c.scheme),
    place: c.place,
    statusName: statusName(c.personStatus),
    coveredFrom: c.coveredFrom,
    coveredTo: c.coveredTo ?? OPEN_END,
    benefitFrom: c.benefitFrom,
    benefitTo: c.benefitTo ?? OPEN_END,
    state: stateOf(c, today),
  }));
  const vouched = found.covers.map((c) => [c.scheme, c.coveredFrom, c.coveredTo, c.benefitFrom, c.benefitTo]);
  if (forOthers) {
    const months = await monthsPaid(deps, row, today);
    const agency = await ownAgency(deps.pool, row.regionCode);
    const flags = covers.some((c) => c.state.zh === '有效') ? ([] as const) : (['uncovered'] as const);
    const fields = {
      ...{ ...who, ...months, ...(agency === undefined ? {} : agencyFields(agency)) },
      accountBalanceFen: fen(Number(row.accountBalanceFen)),
    };
    const data: AnyDocument = { document: 'cover-certificate', fields, rows: { covers }, flags };
    return { row, data, subject, shown: shownFields(caller), content: [vouched, months] };
  }
  const year = await yearFields(deps, row.personId, wish.year);
  const fields = { ...who, ...year.fields };
  const content = [wish.document, year.fields.openingFen, year.fields.closingFen, year.fields.movedFen];
  if (wish.document === 'account-statement') {
    const movements = found.movements.map((m) => ({
      on: m.on,
      what: kindName(m.kind),
      movementFen: fen(m.amountFen),
      balanceFen: fen(m.balanceFen),
    }));
    const data: AnyDocument = {
      document: 'account-statement',
      fields,
      rows: { movements },
      flags: year.flags,
    };
    return { row, data, subject, content };
  }
  const kinds = Object.entries(year.byKind).map(([kind, sum]) => ({
    what: kindName(kind),
    movementFen: fen(sum),
  }));
  const care = found.care.map((c) => ({
    what: medTypeName(c.medType),
    bills: Number(c.bills),
    costFen: fen(Number(c.costFen)),
    paidFen: fen(Number(c.paidFen)),
    ownAccountFen: fen(Number(c.accountFen)),
    ownCashFen: fen(Number(c.cashFen)),
  }));
  const data: AnyDocument = {
    document: 'yearly-record',
    fields,
    rows: { covers, kinds, care },
    flags: year.flags,
  };
  return { row, data, subject, content: [content, care.map((c) => [c.bills, c.costFen, c.paidFen])] };
}

function kindName(kind: string): Bilingual {
  const names: Readonly<Record<string, Bilingual>> = MOVEMENT_KINDS;
  return names[kind] ?? { zh: kind, en: kind };
}

function stateOf(
  c: { readonly status: string; readonly coveredTo: string | null; readonly benefitFrom: string },
  today: CalendarDate,
): Bilingual {
  if (c.status === '4' || (c.coveredTo !== null && c.coveredTo < today)) return { zh: '已终止', en: 'ended' };
  if (c.status === '2') return { zh: '暂停', en: 'suspended' };
  return today < c.benefitFrom ? { zh: '等待期', en: 'waiting' } : { zh: '有效', en: 'in force' };
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

async function yearFields({ pool }: Pick<RestDeps, 'pool'>, personId: string, year: string) {
  const [state, years] = [await accountState(pool, personId), await accountYears(pool, personId)];
  const own = years.find((one) => one.year === year);
  const before = years.find((one) => one.year < year)?.closingFen ?? 0;
  const byKind = own?.byKind ?? {};
  const sums = Object.entries(byKind);
  const sum = (of: (kind: string, fen: number) => boolean) =>
    fen(sums.reduce((all, [kind, amount]) => all + (of(kind, amount) ? amount : 0), 0));
  const isInterest = (kind: string) => kind === 'interest';
  const fields = {
    year,
    accountStatus: STATUSES[state?.status ?? ''] ?? { zh: '未开户', en: 'none' },
    openingFen: fen(own?.openingFen ?? before),
    inFen: sum((kind, amount) => !isInterest(kind) && amount > 0),
    yearInterestFen: sum(isInterest),
    outFen: sum((kind, amount) => !isInterest(kind) && amount < 0),
    closingFen: fen(own?.closingFen ?? before),
    movedFen: sum(() => true),
  };
  const flags = state?.status === 'closed' ? (['closed'] as const) : ([] as const);
  return { fields, flags, byKind };
}
