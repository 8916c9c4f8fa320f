import type { NewId } from '@gongji/store';
import type { PersonRow, SettlementContext, WriteSet } from '@gongji/store/settlement';
import { chinaDay } from './benefit-year.ts';
import type { ReviewRequest, ReviewResult } from './contract.ts';
import { decideReview, type ReviewedPerson } from './decide-review.ts';
import type { Loaded, Verdict, Work } from './group-commit.ts';
import { loadPersonsBills } from './load-family.ts';
import { writeSetOf } from './written.ts';

/** Who was merged into each of the persons of a review, by person. */
export type MergedInto = ReadonlyMap<string, readonly string[]>;

/**
 * Review 追溯重算: every bill of a person in a scheme, and of those looked at with him, with the registers as they are now. `merged`
 * are the numbers that were merged into each.
 */
export function reviewWork(
  request: ReviewRequest,
  merged: MergedInto,
  now: () => Date,
  newId: NewId,
): Work<ReviewResult> {
  const personIds = [...merged].flat(2);
  return {
    keys: { personIds, institutionCodes: [], diseaseCodes: [], messages: [] },
    locks: personIds.map((id) => `person/${id}`),
    decide: (loaded) => review(request, merged, loaded, now(), newId),
  };
}

async function review(
  request: ReviewRequest,
  merged: MergedInto,
  loaded: Loaded,
  now: Date,
  newId: NewId,
): Promise<Verdict<ReviewResult>> {
  const { scheme, commit } = request;
  const personIds = [...merged].flat(2);
  const persons = [...merged].flatMap((one) => reviewedPerson(loaded.context, one));
  if (persons.length === 0)
    return { kind: 'answer', result: { kind: 'reviewed', bills: [], personOwesFen: 0 } };
  const numbers = persons.flatMap((one) => [one.person, ...one.merged]);
  const families = numbers.flatMap(({ billsFamilyId }) => billsFamilyId ?? []);
  const { found, context } = await loadPersonsBills(loaded, { personIds, families }, scheme);
  const { reason = '', actor = '' } = commit ?? {};
  const decision = decideReview({ persons, found, context, book: loaded.book, now, newId, reason, actor });
  if (decision.kind === 'rejected') return { kind: 'answer', result: decision };
  const { state, bills, written, differences, carries } = decision;
  const result = {
    kind: 'reviewed',
    bills,
    personOwesFen: bills.reduce((sum, b) => sum + (personIds.includes(b.personId) ? b.personOwesFen : 0), 0),
  } as const;
  if (commit === undefined || state === undefined || written.length + carries.length === 0)
    return { kind: 'answer', result };
  const regions = new Map(numbers.map((one) => [one.personId, one.regionCode]));
  const writes = {
    ...writeSetOf(state, written, undefined),
    carries: carries.map((carry) => {
      const regionCode = regions.get(carry.personId) ?? state.regionCode;
      return { ...carry, regionCode, scheme, carryId: newId(), carriedAt: now };
    }),
  };
  return { kind: 'write', writes: withDifferences(writes, differences, now, newId), result };
}

/** A person with those merged into him; none: there is no such person. */
function reviewedPerson(
  { persons }: SettlementContext,
  [id, merged]: readonly [string, readonly string[]],
): readonly ReviewedPerson[] {
  const row = (personId: string): readonly PersonRow[] => {
    const found = persons.get(personId);
    return found === undefined ? [] : [found];
  };
  return row(id).map((person) => ({ person, merged: merged.flatMap(row) }));
}

/** The entries that move the difference between institution and person; each belongs to the row it follows from. */
function withDifferences(
  writes: WriteSet,
  differences: Extract<ReturnType<typeof decideReview>, { kind: 'decided' }>['differences'],
  now: Date,
  newId: NewId,
): WriteSet {
  const entries = differences.map(({ written: { row }, postings }) => ({ row, postings, entryId: newId() }));
  return {
    ...writes,
    entries: [
      ...writes.entries,
      ...entries.map(({ row, entryId }) => ({
        regionCode: row.regionCode,
        personId: row.personId,
        entryId,
        settlementId: row.settlementId,
        entryKind: 'resettlement' as const,
        bookedOn: chinaDay(now),
        bookedAt: now,
      })),
    ],
    postings: [
      ...writes.postings,
      ...entries.flatMap(({ row, entryId, postings }) =>
        postings.map((posting, index) => ({
          regionCode: row.regionCode,
          personId: row.personId,
          entryId,
          lineNo: index + 1,
          posting,
        })),
      ),
    ],
  };
}
