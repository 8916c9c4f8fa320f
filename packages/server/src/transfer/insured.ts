import type { TransferSheet, TransferSheetRow } from '@gongji/contract';
import { type CalendarDate, type Fen, fen, monthsOf, type Scheme } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
import { accountState, accountYears } from '@gongji/store/account';
import {
  countedPeriods,
  coveredStretches,
  type InsuredPeriod,
  type TransferRow,
} from '@gongji/store/transfer';

/** Where a person was covered here in either scheme, and the months counted from elsewhere. */
export async function knownStretches(
  db: Queryable,
  personId: string,
  today: CalendarDate,
): Promise<readonly InsuredPeriod[]> {
  // One after the other: in a transaction there is one connection.
  const found: InsuredPeriod[] = [];
  for (const scheme of ['employee', 'resident'] as const) {
    found.push(...(await coveredStretches(db, personId, scheme, today)));
    found.push(...(await countedPeriods(db, personId, scheme)));
  }
  return found;
}

/**
 * What a sheet must fit to: for one that comes in, all we know of the person; for one between our schemes, the other scheme.
 * The rows of an outgoing sheet are what we know.
 */
export async function othersThan(
  db: Queryable,
  transfer: TransferRow,
  today: CalendarDate,
): Promise<readonly InsuredPeriod[]> {
  if (transfer.direction === 'out') return [];
  if (transfer.direction === 'in') return knownStretches(db, transfer.personId, today);
  return coveredStretches(db, transfer.personId, transfer.schemeTo, today);
}

/** Our information sheets 信息表一、二 for a person who leaves a scheme: a row for each year of each stretch. */
export async function ownSheet(
  db: Queryable,
  personId: string,
  scheme: Scheme,
  today: CalendarDate,
  withAccount: boolean,
): Promise<TransferSheet> {
  const covered = await coveredStretches(db, personId, scheme, today);
  const counted = await countedPeriods(db, personId, scheme);
  const years = await accountYears(db, personId);
  const account = await accountState(db, personId);
  const actual = [...counted.filter(({ kind }) => kind === 'actual'), ...covered];
  const deemedMonths = counted.reduce((sum, { kind, months }) => sum + (kind === 'deemed' ? months : 0), 0);
  const spans = actual.flatMap(byYear).sort((a, b) => (a.from < b.from ? -1 : 1));
  const money = withAccount
    ? new Map(years.map((year) => [year.year, year]))
    : new Map<string, (typeof years)[number]>();
  const rows = spans.map((span, index): TransferSheetRow => {
    const year = span.from.slice(0, 4);
    // Money of a year stands in its last row.
    const last = spans[index + 1]?.from.slice(0, 4) !== year;
    const booked = last ? money.get(year) : undefined;
    const kinds = booked?.byKind ?? {};
    return {
      division: span.division,
      place: span.place,
      from: span.from,
      to: span.to,
      months: monthsOf(span),
      bookedFen: fen(Math.max(0, (kinds.credit ?? 0) + (kinds['pooled-credit'] ?? 0))),
      bookedPersonFen: fen(Math.max(0, kinds.credit ?? 0)),
      interestFen: fen(Math.max(0, kinds.interest ?? 0)),
      yearEndFen: fen(booked?.closingFen ?? 0),
      remarks: '',
    };
  });
  const months = rows.reduce((sum, row) => sum + row.months, 0);
  const total = withAccount ? (account?.balanceFen ?? 0) : 0;
  const interest = Math.min(
    total,
    years.reduce((sum, { byKind }) => sum + (byKind.interest ?? 0), 0),
  );
  return {
    employeeMonths: scheme === 'employee' ? months : 0,
    residentMonths: scheme === 'resident' ? months : 0,
    deemedMonths,
    deemedEvidence: deemedMonths > 0 ? '原认定记录' : '',
    personFen: fen(total - interest),
    employerFen: 0 as Fen,
    interestFen: fen(interest),
    totalFen: fen(total),
    rows,
  };
}

function byYear(period: InsuredPeriod): readonly InsuredPeriod[] {
  const [first, last] = [Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index;
    return {
      ...period,
      from: year === first ? period.from : `${year}-01`,
      to: year === last ? period.to : `${year}-12`,
    };
  });
}
