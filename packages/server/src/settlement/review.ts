import type { NewId } from '@gongji/store';
import type { SettlementContext, WriteSet } from '@gongji/store/settlement';
import { chinaDay } from './benefit-year.ts';
import type { ReviewRequest, ReviewResult } from './contract.ts';
import { decideReview } from './decide-review.ts';
import type { Loaded, Verdict, Work } from './group-commit.ts';
import { loadPersonsBills } from './load-family.ts';
import { writeSetOf } from './written.ts';

/** Review 追溯重算: every bill of a person in a scheme, with the registers as they are now or as they would be. */
export function reviewWork(request: ReviewRequest, now: () => Date, newId: NewId): Work<ReviewResult> {
  return {
    keys: { personIds: [request.personId], institutionCodes: [], diseaseCodes: [], messages: [] },
    locks: [`person/${request.personId}`],
    decide: (loaded) => review(request, loaded, now(), newId),
  };
}

async function review(
  request: ReviewRequest,
  loaded: Loaded,
  now: Date,
  newId: NewId,
): Promise<Verdict<ReviewResult>> {
  const { personId, scheme, registers, commit } = request;
  const asRegistered = loaded.context.persons.get(personId);
  if (asRegistered === undefined)
    return { kind: 'answer', result: { kind: 'reviewed', bills: [], personOwesFen: 0 } };
  const person = { ...asRegistered, ...registers?.person };
  const { found, context: asItIs } = await loadPersonsBills(loaded, personId, scheme);
  const context = { ...asItIs, ...wouldBe(asItIs, personId, registers) };
  const { reason = '', actor = '' } = commit ?? {};
  const decision = decideReview({
    person,
    found,
    context,
    book: loaded.book,
    now,
    newId,
    reason,
    actor,
  });
  if (decision.kind === 'rejected') return { kind: 'answer', result: decision };
  const { state, bills, written, differences } = decision;
  const result = {
    kind: 'reviewed',
    bills,
    personOwesFen: bills.reduce((sum, b) => sum + (b.personId === personId ? b.personOwesFen : 0), 0),
  } as const;
  if (commit === undefined || state === undefined || written.length === 0) return { kind: 'answer', result };
  const writes = writeSetOf(state, written, undefined);
  return { kind: 'write', writes: withDifferences(writes, differences, now, newId), result };
}

/** The registers as they would be, in place of what was read. */
function wouldBe(
  context: SettlementContext,
  personId: string,
  registers: ReviewRequest['registers'],
): Partial<SettlementContext> {
  if (registers === undefined) return {};
  return {
    coverage: new Map([...context.coverage, [personId, registers.coverage]]),
    groups: new Map([...context.groups, [personId, registers.groups]]),
  };
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
