import type { TransferSheet, TransferSheetRow } from '@gongji/contract';
import { type CalendarDate, type Fen, fen, monthNumber, monthText } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
import {
  type AccountSources,
  type AccountYear,
  accountSources,
  accountState,
  accountYears,
} from '@gongji/store/account';
import { type PersonChargeRow, personCharges } from '@gongji/store/contribution';
import { coveredStretches, type TransferRow } from '@gongji/store/transfer';
import { chargeParts } from '../contribution/charge-parts.ts';
import type { PersonMonths } from '../enrolment/cover-case.ts';
import { monthInputs } from '../enrolment/months-counted.ts';
import { monthsOfPerson } from '../enrolment/months-of-person.ts';

/** Our information sheets 信息表一、二 for a person who leaves a scheme; the account goes along when he leaves the region as an employee. */
export async function ownSheet(
  db: Queryable,
  {
    personId,
    regionCode,
    schemeFrom: scheme,
    direction,
  }: Pick<TransferRow, 'personId' | 'regionCode' | 'schemeFrom' | 'direction'>,
  today: CalendarDate,
): Promise<TransferSheet> {
  const months = await monthsOfPerson(db, { personId, regionCode }, { scheme, until: today });
  const here = (await coveredStretches(db, personId, scheme, today)).at(-1);
  const charges = (await personCharges(db, personId)).filter((one) => one.scheme === scheme);
  const withAccount = direction === 'out' && scheme === 'employee';
  return makeSheet({
    ...{ scheme, months, charges },
    here: { division: here?.division ?? regionCode, place: here?.place ?? '' },
    years: withAccount ? await accountYears(db, personId) : [],
    sources: withAccount ? await accountSources(db, personId) : [],
    balanceFen: withAccount ? ((await accountState(db, personId))?.balanceFen ?? 0) : 0,
  });
}

interface Place {
  readonly division: string;
  readonly place: string;
}

export interface SheetFacts {
  readonly scheme: TransferRow['schemeFrom'];
  readonly months: PersonMonths;
  readonly charges: readonly PersonChargeRow[];
  readonly here: Place;
  readonly years: readonly AccountYear[];
  readonly sources: readonly AccountSources[];
  readonly balanceFen: number;
}

/**
 * A row for each stretch of one year, place and base; the money of a year stands in its last row, in one without months when
 * nothing was paid in it. The months are those that the person page counts. Pure.
 */
export function makeSheet(facts: SheetFacts): TransferSheet {
  const { scheme, months, balanceFen } = facts;
  const { counted } = months;
  const rows = withMoney(stretchRows(facts), facts);
  const paid = monthInputs(counted).paidMonths;
  const total = bySource(facts, balanceFen);
  return {
    employeeMonths: scheme === 'employee' ? paid : 0,
    residentMonths: scheme === 'resident' ? paid : 0,
    ...(counted.madeUp === 0 ? {} : { madeUpMonths: counted.madeUp }),
    deemedMonths: counted.deemed,
    deemedEvidence: counted.deemed > 0 ? '原认定记录' : '',
    ...total,
    totalFen: fen(balanceFen),
    rows,
  };
}

/** A month that was paid, with what its charge says. */
interface PaidMonth extends Place {
  readonly month: string;
  readonly baseFen?: Fen;
  readonly employerFen: number;
  readonly personFen: number;
}

function stretchRows(facts: SheetFacts): readonly TransferSheetRow[] {
  const runs: PaidMonth[][] = [];
  for (const month of paidMonths(facts)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && goesOn(last, month)) run.push(month);
    else runs.push([month]);
  }
  return runs.map((run): TransferSheetRow => {
    const [first] = run as [PaidMonth];
    const sum = (name: 'employerFen' | 'personFen') => fen(run.reduce((all, one) => all + one[name], 0));
    return {
      ...{ division: first.division, place: first.place },
      ...{ from: first.month, to: run.at(-1)?.month ?? first.month, months: run.length },
      ...(first.baseFen === undefined ? {} : { baseFen: first.baseFen }),
      ...{ employerPaidFen: sum('employerFen'), personPaidFen: sum('personFen') },
      ...NO_MONEY,
    };
  });
}

const NO_MONEY = {
  ...{ bookedFen: fen(0), bookedPersonFen: fen(0), interestFen: fen(0) },
  ...{ yearEndFen: fen(0), yearEndPersonFen: fen(0), remarks: '' },
};

function goesOn(last: PaidMonth, next: PaidMonth): boolean {
  return (
    monthNumber(next.month) === monthNumber(last.month) + 1 &&
    next.month.slice(0, 4) === last.month.slice(0, 4) &&
    next.division === last.division &&
    next.baseFen === last.baseFen
  );
}

/** Months charged here and paid, and those recognised that are not charged besides, in order; what a year was charged stands in its first. */
function paidMonths({ months: { sources }, charges, here }: SheetFacts): readonly PaidMonth[] {
  const chargesOf = Map.groupBy(charges, ({ period }) => period);
  const seen = new Set<string>();
  const charged = sources.charged
    .filter(({ paid }) => paid)
    .map(({ month }): PaidMonth => {
      const year = month.slice(0, 4);
      const due = [...(chargesOf.get(month) ?? []), ...(seen.has(year) ? [] : (chargesOf.get(year) ?? []))];
      seen.add(year);
      const parts = due.filter(({ kind }) => kind === 'contribution').map(chargeParts);
      const baseFen = due.find(({ kind }) => kind === 'contribution')?.baseFen ?? null;
      return {
        ...{ ...here, month },
        ...(baseFen === null ? {} : { baseFen: fen(baseFen) }),
        employerFen: parts.reduce((sum, one) => sum + one.employerFen, 0),
        personFen: parts.reduce((sum, one) => sum + one.personFen, 0),
      };
    });
  const known = new Set(charged.map(({ month }) => month));
  const recognised = sources.counted
    .filter(({ kind }) => kind === 'actual')
    .flatMap(({ from, to, division, place }) =>
      monthsFrom(from, to).map((month) => ({ division, place, month, employerFen: 0, personFen: 0 })),
    )
    .filter(({ month }) => !known.has(month));
  return [...charged, ...recognised].toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

function monthsFrom(from: string, to: string): readonly string[] {
  const [first, last] = [monthNumber(from), monthNumber(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => monthText(first + index));
}

function withMoney(rows: readonly TransferSheetRow[], facts: SheetFacts): TransferSheet['rows'] {
  const years = new Map(facts.years.map((one) => [one.year, one]));
  const yearOf = ({ from }: TransferSheetRow) => from.slice(0, 4);
  const filled = rows.map((row, index) => {
    const next = rows[index + 1];
    const booked = next !== undefined && yearOf(next) === yearOf(row) ? undefined : years.get(yearOf(row));
    return booked === undefined ? row : { ...row, ...moneyOf(facts, booked) };
  });
  const paidYears = new Set(rows.map(yearOf));
  const alone = facts.years
    .filter(({ year }) => !paidYears.has(year))
    .map((booked) => ({
      ...{ ...facts.here, from: `${booked.year}-01`, to: `${booked.year}-01`, months: 0, ...NO_MONEY },
      ...moneyOf(facts, booked),
    }));
  return [...filled, ...alone].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function moneyOf(facts: SheetFacts, { year, byKind, closingFen }: AccountYear) {
  const credit = Math.max(0, byKind.credit ?? 0);
  const bookedFen = fen(credit + Math.max(0, byKind['pooled-credit'] ?? 0));
  const employer = facts.sources.find((one) => one.year === year)?.employerFen ?? 0;
  const bookedPersonFen = fen(Math.max(0, bookedFen - employer));
  const upTo = {
    years: facts.years.filter((one) => one.year <= year),
    sources: facts.sources.filter((one) => one.year <= year),
  };
  return {
    ...{ bookedFen, bookedPersonFen, interestFen: fen(Math.max(0, byKind.interest ?? 0)) },
    ...{ yearEndFen: fen(closingFen), yearEndPersonFen: bySource(upTo, closingFen).personFen },
  };
}

/**
 * A balance by where it came from. What was spent is taken from the employer part first, then from the person's own, and from
 * interest last.
 */
function bySource({ years, sources }: Pick<SheetFacts, 'years' | 'sources'>, balanceFen: number) {
  const came = years
    .flatMap(({ byKind }) => Object.entries(byKind))
    .reduce((sum, [kind, amount]) => (kind === 'interest' || amount < 0 ? sum : sum + amount), 0);
  const brought = sources.reduce((sum, one) => sum + one.broughtInterestFen, 0);
  const earned = years.reduce((sum, { byKind }) => sum + (byKind.interest ?? 0), brought);
  const interestFen = fen(Math.max(0, Math.min(balanceFen, earned)));
  const employerCame = sources.reduce((sum, one) => sum + one.employerFen + one.broughtEmployerFen, 0);
  const principal = balanceFen - interestFen;
  const personFen = fen(Math.max(0, Math.min(principal, came - brought - employerCame)));
  return { personFen, employerFen: fen(principal - personFen), interestFen };
}
