import type { CalendarDate } from '@gongji/domain';
import { type Posting, trialBalance } from '@gongji/ledger';

/** Body of an outbox row `posted`: turnover per account of one region and day, for the roll-up of fund totals. */
export interface PostedSums {
  readonly regionCode: string;
  readonly bookedOn: CalendarDate;
  /** [account path, debit fen, credit fen] */
  readonly sums: readonly (readonly [string, number, number])[];
}

/** Turnover of entries written together, one body per region and day. */
export function postedSums(
  entries: readonly { readonly entryId: string; readonly bookedOn: CalendarDate }[],
  postings: readonly { readonly entryId: string; readonly regionCode: string; readonly posting: Posting }[],
): readonly PostedSums[] {
  const dayOf = new Map(entries.map((e) => [e.entryId, e.bookedOn]));
  const groups = new Map<string, { regionCode: string; bookedOn: CalendarDate; postings: Posting[] }>();
  for (const { entryId, regionCode, posting } of postings) {
    const bookedOn = dayOf.get(entryId);
    if (bookedOn === undefined) throw new Error(`posting without its entry ${entryId}`);
    const key = `${regionCode}/${bookedOn}`;
    const group = groups.get(key) ?? { regionCode, bookedOn, postings: [] };
    group.postings.push(posting);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({
    regionCode: group.regionCode,
    bookedOn: group.bookedOn,
    sums: [...trialBalance(group.postings)].map(
      ([account, t]) => [account, t.debitFen, t.creditFen] as const,
    ),
  }));
}
