import type { CalendarDate, Scheme } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
import { monthSources } from '@gongji/store/contribution';
import type { PersonMonths } from './cover-case.ts';
import { countMonths } from './months-counted.ts';

/** Months of contribution 缴费月数 of a person in a scheme until a day: the one count for pages, acts and papers. */
export async function monthsOfPerson(
  db: Queryable,
  { personId, regionCode }: { readonly personId: string; readonly regionCode: string },
  { scheme, until }: { readonly scheme: Scheme; readonly until: CalendarDate },
): Promise<PersonMonths> {
  const sources = await monthSources(db, personId, { scheme, regionCode, until });
  return { sources, counted: countMonths(sources, regionCode) };
}
