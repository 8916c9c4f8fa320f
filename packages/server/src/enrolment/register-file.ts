import {
  type ActsQuery,
  type ActsView,
  type ActView,
  enrolmentKind,
  type RegisterFileQuery,
  type RegisterFileView,
  type RegisterHistoryView,
  type RegisterPersonsQuery,
  type RegisterPersonsView,
} from '@gongji/contract';
import {
  type ActRow,
  allKnown,
  familyOf,
  type KnownRow,
  knownAt,
  listActs,
  listPersons,
  mergedInto,
  personNames,
  registerPersonBy,
  unitNames,
} from '@gongji/store/enrolment';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber, maskPersonNumber } from '../rest/mask.ts';
import { paged } from '../rest/paged.ts';
import { paperNames } from './group-papers.ts';
import { differences, masked } from './register-words.ts';

export async function registerPersons(
  { pool }: RestDeps,
  caller: Caller,
  { q, unitId, after, limit }: RegisterPersonsQuery,
): Promise<Answer<RegisterPersonsView>> {
  const ask = {
    q: q.replaceAll(/[%_\\]/g, ''),
    unitId: unitId ?? null,
    after: after ?? null,
    limit: limit + 1,
  };
  const rows = await listPersons(pool, caller, ask);
  const { items, next } = paged(rows, limit, (row) => row.personId);
  return ok({
    items: items.map((row) => ({
      ref: personRef(row.personId),
      psnNo: maskPersonNumber(row.psnNo),
      name: maskName(row.name),
      certNo: maskNumber(row.certNo),
      sex: row.sex,
      birthYear: row.bornOn.slice(0, 4),
      status: row.status,
      covers: [...row.covers],
    })),
    ...(next === undefined ? {} : { next }),
  });
}

/** The rows of a person as they stand, or as they were known at an instant. */
export async function registerFile(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  query: RegisterFileQuery,
): Promise<Answer<RegisterFileView>> {
  const { pool } = deps;
  const person = await registerPersonBy(pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const at = query.knownAt === undefined ? deps.now() : new Date(query.knownAt);
  const [rows, also, family] = await Promise.all([
    knownAt(pool, person.personId, query.knownAt === undefined ? new Date(8_640_000_000_000_000) : at),
    mergedInto(pool, person.personId),
    familyOf(pool, person.personId),
  ]);
  const ids = rows.flatMap(({ row }) =>
    [row.unit_id, row.community_id].filter((id) => typeof id === 'string'),
  );
  return ok({
    ref: personRef(person.personId),
    knownAt: at.toISOString(),
    psnNo: maskPersonNumber(person.psnNo),
    ...(person.mergedInto === null ? {} : { mergedInto: personRef(person.mergedInto) }),
    alsoKnownAs: also.map(personRef),
    family: family.map(({ personId, name, bornOn, role }) => ({
      ref: personRef(personId),
      name: maskName(name),
      birthYear: bornOn.slice(0, 4),
      ...(role === null ? {} : { role }),
      self: personId === person.personId,
    })),
    rows: rows.map(({ register, row, knownFrom }) => ({
      register,
      row: masked(row),
      knownFrom: knownFrom.toISOString(),
    })),
    units: await unitNames(pool, ids),
    papers: paperNames(deps.groupPapers),
  });
}

/** Every change of a person's rows, latest first, with who made it and why. */
export async function registerHistory(
  { pool, groupPapers }: RestDeps,
  caller: Caller,
  ref: string,
): Promise<Answer<RegisterHistoryView>> {
  const person = await registerPersonBy(pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId } = person;
  const [known, acts] = await Promise.all([
    allKnown(pool, personId),
    listActs(pool, { ...caller, unitId: null }, { personId, limit: 500 }),
  ]);
  return ok({ items: historyOf(known, acts), papers: paperNames(groupPapers) });
}

/** Changes of rows, latest first, each with the act that made it. */
export function historyOf(known: readonly KnownRow[], acts: readonly ActRow[]): Change[] {
  const actAt = new Map(acts.map((act) => [act.actedAt.getTime(), act]));
  const items = changesOf(known).map(({ by, ...change }) => {
    const act = actAt.get(Date.parse(change.at));
    const actor = by ?? act?.actedBy;
    return {
      ...change,
      ...(actor === undefined ? {} : { by: actor }),
      ...(act === undefined
        ? {}
        : { reason: act.reason, actId: act.actId, act: act.kind, effectiveOn: act.effectiveOn }),
    };
  });
  return items.toSorted((x, y) => y.at.localeCompare(x.at));
}

type Change = RegisterHistoryView['items'][number];

/** What became of each row, from the rows as they stood one after the other. */
function changesOf(known: readonly KnownRow[]): readonly Change[] {
  const made: Change[] = [];
  let before: KnownRow | undefined;
  for (const one of known) {
    const { register, key } = one;
    const follows =
      before !== undefined && before.register === register && before.key === key && !before.removed;
    const at = one.knownFrom.toISOString();
    if (!follows || before === undefined)
      made.push({ at, register, key, kind: 'made', changes: differences({}, one.row, register) });
    else {
      const by = before.changedBy ?? undefined;
      const changes = differences(before.row, one.row, register);
      made.push({ at, register, key, kind: 'changed', changes, ...(by === undefined ? {} : { by }) });
    }
    if (one.removed && one.knownTo !== null) {
      const changes = differences(one.row, {}, register);
      const by = one.changedBy ?? undefined;
      const ended = { at: one.knownTo.toISOString(), register, key, kind: 'removed' as const, changes };
      made.push(by === undefined ? ended : { ...ended, by });
    }
    before = one;
  }
  return made;
}

export async function acts(
  { pool }: RestDeps,
  caller: Caller,
  { person: ref, mine, before, limit }: ActsQuery,
): Promise<Answer<ActsView>> {
  const person = ref === undefined ? undefined : await registerPersonBy(pool, caller, ref);
  if (ref !== undefined && person === undefined) return problemAnswer('not-found');
  const actedBy = mine === true ? caller.actor : undefined;
  const rows = await listActs(pool, caller, {
    personId: person?.personId,
    actedBy,
    before,
    limit: limit + 1,
  });
  const names = await personNames(
    pool,
    rows.map((row) => row.personId),
  );
  return ok(
    paged(
      rows.map((row) => actView(row, names[row.personId])),
      limit,
      (one) => one.actId,
    ),
  );
}

/** A form 登记表 is of what somebody came for: not of what the system did by itself, nor of an undo. */
export function hasForm({ scheme, kind }: Pick<ActRow, 'scheme' | 'kind'>): boolean {
  return scheme !== null && enrolmentKind(scheme, kind) !== undefined;
}

function actView(row: ActRow, name: string | undefined): ActView {
  const { agentName } = row.facts;
  return {
    actId: row.actId,
    kind: row.kind,
    ...(row.scheme === null ? {} : { scheme: row.scheme }),
    ...(name === undefined ? {} : { person: { ref: personRef(row.personId), name: maskName(name) } }),
    effectiveOn: row.effectiveOn,
    reason: row.reason,
    ...(typeof agentName === 'string' ? { agentName: maskName(agentName) } : {}),
    hasForm: hasForm(row),
    actedBy: row.actedBy,
    actedAt: row.actedAt.toISOString(),
    ...(row.undoneBy === null ? {} : { undoneBy: row.undoneBy }),
    ...(row.undoesId === null ? {} : { undoesId: row.undoesId }),
    decision: row.decision,
  };
}
