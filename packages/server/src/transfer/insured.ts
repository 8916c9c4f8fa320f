import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
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
