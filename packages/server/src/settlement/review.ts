import type { NewId } from '@gongji/store';
import type { SettlementContext, WriteSet } from '@gongji/store/settlement';
import { chinaDay } from './benefit-year.ts';
import type { ReviewRequest, ReviewResult } from './contract.ts';
import { decideReview } from './decide-review.ts';
import type { Loaded, Verdict, Work } from './group-commit.ts';
import { loadPersonsBills } from './load-family.ts';
import { writeSetOf } from './written.ts';

/**
 * Review 追溯重算: every bill of a person in a scheme, with the registers as they are now or as they would be. `merged` are
 * the numbers that were merged into his.
 */
export function reviewWork(
  request: ReviewRequest,
  merged: readonly string[],
  now: () => Date,
  newId: NewId,
): Work<ReviewResult> {
  const personIds = [request.personId, ...merged];
  return {
    keys: { personIds, institutionCodes: [], diseaseCodes: [], messages: [] },
    locks: personIds.map((id) => `person/${id}`),
    decide: (loaded) => review(request, personIds, loaded, now(), newId),
  };
}

async function review(
  request: ReviewRequest,
  personIds: readonly string[],
  loaded: Loaded,
  now: Date,
  newId: NewId,
): Promise<Verdict<ReviewResult>> {
  const { personId, scheme, registers, commit } = request;
  const asRegistered = loaded.context.persons.get(personId);
  if (asRegistered === undefined)
    return { kind: 'answer', result: { kind: 'reviewed', bills: [], personOwesFen: 0 } };
  const person = { ...asRegistered, ...registers?.person };
  const { found, context: asItIs } = await loadPersonsBills(loaded, personIds, scheme);
  const context = { ...asItIs, ...wouldBe(asItIs, personId, registers) };
  const merged = personIds.flatMap((id) => {
    const row = id === personId ? undefined : loaded.context.persons.get(id);
    return row === undefined ? [] : [row];
  });
  const { reason = '', actor = '' } = commit ?? {};
  const decision = decideReview({
    person,
    merged,
    found,
    context,
    book: loaded.book,
    now,
    newId,
    reason,
    actor,
  });
  if (decision.kind === 'rejected') return { kind: 'answer', result: decision };
  const { state, bills, written, differences, carries } = decision;
  const result = {
    kind: 'reviewed',
    bills,
    personOwesFen: bills.reduce((sum, b) => sum + (personIds.includes(b.personId) ? b.personOwesFen : 0), 0),
  } as const;
  if (commit === undefined || state === undefined || written.length + carries.length === 0)
    return { kind: 'answer', result };
  const writes = {
    ...writeSetOf(state, written, undefined),
    carries: carries.map((carry) => {
      const { regionCode } =
        carry.personId === personId ? person : (loaded.context.persons.get(carry.personId) ?? person);
      return { ...carry, regionCode, scheme, carryId: newId(), carriedAt: now };
    }),
  };
  return { kind: 'write', writes: withDifferences(writes, differences, now, newId), result };
}

/** The registers as they would be, in place of what was read. */
function wouldBe(
  context: SettlementContext,
  personId: string,
  registers: ReviewRequest['registers'],
): Partial<SettlementContext> {
  if (registers === undefined) return {};
  const all = [{ personId, ...registers }, ...(registers.merged ?? [])];
  return {
    accounts: carriedOver(
      context.accounts,
      all.map((one) => one.personId),
    ),
    coverage: new Map([...context.coverage, ...all.map((one) => [one.personId, one.coverage] as const)]),
    groups: new Map([...context.groups, ...all.map((one) => [one.personId, one.groups] as const)]),
  };
}

/** What is in the accounts of the numbers that are merged is with who stays, the first of them. */
function carriedOver(
  accounts: SettlementContext['accounts'],
  personIds: readonly string[],
): SettlementContext['accounts'] {
  const all = personIds.reduce((sum, id) => sum + (accounts.get(id)?.balanceFen ?? 0), 0);
  const balance = (id: string, is: number): number =>
    !personIds.includes(id) ? is : id === personIds[0] ? all : 0;
  return new Map([...accounts].map(([id, row]) => [id, { ...row, balanceFen: balance(id, row.balanceFen) }]));
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
