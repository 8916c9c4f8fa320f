import {
  type ActsQuery,
  type ActsView,
  type ActView,
  enrolmentKind,
  type ListedPersonView,
  type RegisterFileQuery,
  type RegisterFileView,
  type RegisterHistoryQuery,
  type RegisterHistoryView,
  type RegisterNames,
  type RegisterPersonsQuery,
  type RegisterPersonsView,
} from '@gongji/contract';
import {
  type ActRow,
  type ChangeRow,
  type ChangesOf,
  countActs,
  countChanges,
  countPersons,
  familyOf,
  knownAt,
  type ListedPerson,
  listActs,
  listChanges,
  listPersons,
  mergedInto,
  personNames,
  type RegisterRow,
  registerPersonBy,
  unitNames,
} from '@gongji/store/enrolment';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber, maskPersonNumber } from '../rest/mask.ts';
import { countedSoFar, MOST_COUNTED, pageAfter, pagePlace } from '../rest/paged.ts';
import { paperNames } from './group-papers.ts';
import { differences, masked } from './register-words.ts';

export async function registerPersons(
  { pool }: RestDeps,
  caller: Caller,
  { q, unitId, ...page }: RegisterPersonsQuery,
): Promise<Answer<RegisterPersonsView>> {
  const filter = { q: q.replaceAll(/[%_\\]/g, ''), unitId: unitId ?? null };
  const [rows, found] = await Promise.all([
    listPersons(pool, caller, { ...filter, ...page, limit: page.limit + 1 }),
    countPersons(pool, caller, filter, MOST_COUNTED + 1),
  ]);
  return ok({ ...pageAfter(rows.map(listedPerson), page), ...countedSoFar(found) });
}

function listedPerson(row: ListedPerson): ListedPersonView {
  return {
    ref: personRef(row.personId),
    psnNo: maskPersonNumber(row.psnNo),
    name: maskName(row.name),
    certNo: maskNumber(row.certNo),
    sex: row.sex,
    birthYear: row.bornOn.slice(0, 4),
    status: row.status,
    covers: [...row.covers],
  };
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
    knownAt(pool, person.personId, query.knownAt === undefined ? undefined : at),
    mergedInto(pool, person.personId),
    familyOf(pool, person.personId),
  ]);
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
    ...(await namesIn(
      deps,
      rows.map(({ row }) => row),
    )),
  });
}

/** Every change of a person's rows, with who made it and why. */
export async function registerHistory(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  query: RegisterHistoryQuery,
): Promise<Answer<RegisterHistoryView>> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  return person === undefined
    ? problemAnswer('not-found')
    : historyOf(deps, caller, { personId: person.personId }, query);
}

/** Changes of the rows of a person or a unit that the caller may see. */
export async function historyOf(
  deps: Pick<RestDeps, 'pool' | 'groupPapers'>,
  caller: Caller,
  of: ChangesOf,
  { register, ...page }: RegisterHistoryQuery,
): Promise<Answer<RegisterHistoryView>> {
  const [rows, total] = await Promise.all([
    listChanges(deps.pool, caller, of, { register, ...page }),
    countChanges(deps.pool, caller, of, { register }),
  ]);
  const names = await namesIn(
    deps,
    rows.flatMap(({ before, after }) => [before ?? {}, after ?? {}]),
  );
  return ok({ items: rows.map(changeView), ...names, ...pagePlace(page.after, rows.length, total) });
}

/** What the rows hold by a number or a code of the agency, in words. */
async function namesIn(
  { pool, groupPapers }: Pick<RestDeps, 'pool' | 'groupPapers'>,
  rows: readonly RegisterRow[],
): Promise<RegisterNames> {
  const ids = rows.flatMap(({ unit_id, community_id, parent_unit_id }) =>
    [unit_id, community_id, parent_unit_id].filter((id) => typeof id === 'string'),
  );
  return { units: await unitNames(pool, [...new Set(ids)]), papers: paperNames(groupPapers) };
}

function changeView(row: ChangeRow): RegisterHistoryView['items'][number] {
  const { no, register, key, kind, by, before, after, actId, act, reason, effectiveOn } = row;
  return {
    ...{ no, at: row.at.toISOString(), register, key, kind },
    ...(by === null ? {} : { by }),
    changes: differences(before ?? {}, after ?? {}, register),
    ...(actId === null || act === null || reason === null || effectiveOn === null
      ? {}
      : { actId, act, reason, effectiveOn }),
  };
}

export async function acts(
  { pool }: RestDeps,
  caller: Caller,
  { person: ref, mine, ...page }: ActsQuery,
): Promise<Answer<ActsView>> {
  const person = ref === undefined ? undefined : await registerPersonBy(pool, caller, ref);
  if (ref !== undefined && person === undefined) return problemAnswer('not-found');
  const filter = { personId: person?.personId, actedBy: mine === true ? caller.actor : undefined };
  const [rows, found] = await Promise.all([
    listActs(pool, caller, { ...filter, ...page, limit: page.limit + 1 }),
    countActs(pool, caller, filter, MOST_COUNTED + 1),
  ]);
  const names = await personNames(
    pool,
    rows.map((row) => row.personId),
  );
  const items = rows.map((row) => actView(row, names[row.personId]));
  return ok({ ...pageAfter(items, page), ...countedSoFar(found) });
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
