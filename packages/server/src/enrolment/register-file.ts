import type {
  ActsQuery,
  ActsView,
  ActView,
  RegisterFileQuery,
  RegisterFileView,
  RegisterHistoryView,
  RegisterPersonsQuery,
  RegisterPersonsView,
} from '@gongji/contract';
import {
  type ActRow,
  allKnown,
  type KnownRow,
  knownAt,
  listActs,
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
import { maskName, maskNumber, maskPersonNumber, maskPhone } from '../rest/mask.ts';
import { paged } from '../rest/paged.ts';

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
  const [rows, also] = await Promise.all([
    knownAt(pool, person.personId, query.knownAt === undefined ? new Date(8_640_000_000_000_000) : at),
    mergedInto(pool, person.personId),
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
    rows: rows.map(({ register, row, knownFrom }) => ({
      register,
      row: masked(row),
      knownFrom: knownFrom.toISOString(),
    })),
    units: await unitNames(pool, ids),
  });
}

/** Every change of a person's rows, latest first, with who made it and why. */
export async function registerHistory(
  { pool }: RestDeps,
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
  const actAt = new Map(acts.map((act) => [act.actedAt.getTime(), act]));
  const items = changesOf(known).map(({ by, ...change }) => {
    const act = actAt.get(Date.parse(change.at));
    const actor = by ?? act?.actedBy;
    return {
      ...change,
      ...(actor === undefined ? {} : { by: actor }),
      ...(act === undefined ? {} : { reason: act.reason, actId: act.actId }),
    };
  });
  return ok({ items: items.toSorted((a, b) => b.at.localeCompare(a.at)) });
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
      made.push({ at, register, key, kind: 'made', changes: differences({}, one.row) });
    else {
      const by = before.changedBy ?? undefined;
      const changes = differences(before.row, one.row);
      made.push({ at, register, key, kind: 'changed', changes, ...(by === undefined ? {} : { by }) });
    }
    if (one.removed && one.knownTo !== null) {
      const changes = differences(one.row, {});
      const by = one.changedBy ?? undefined;
      const ended = { at: one.knownTo.toISOString(), register, key, kind: 'removed' as const, changes };
      made.push(by === undefined ? ended : { ...ended, by });
    }
    before = one;
  }
  return made;
}

const NOT_SHOWN: ReadonlySet<string> = new Set([
  'region_code',
  'person_id',
  'known_from',
  'name_initials',
  'voucher_token',
]);

function differences(before: RegisterRow, after: RegisterRow): Change['changes'] {
  const names = Object.keys({ ...before, ...after }).filter((name) => !NOT_SHOWN.has(name));
  return names
    .filter((name) => (before[name] ?? null) !== (after[name] ?? null))
    .map((name) => ({ field: name, before: textOf(name, before[name]), after: textOf(name, after[name]) }));
}

function textOf(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const [, mask] = MASKS.find(([names]) => names.includes(name)) ?? [];
  return mask === undefined ? String(value) : mask(String(value));
}

const MASKS: readonly (readonly [readonly string[], (text: string) => string])[] = [
  [['name', 'guardian_name'], maskName],
  [['cert_no', 'guardian_cert_no', 'card_no'], maskNumber],
  [['psn_no'], maskPersonNumber],
  [['phone'], maskPhone],
  [['address'], (text) => `${[...text].slice(0, 6).join('')}***`],
  [['email'], (text) => text.replace(/^(.).*@/, '$1***@')],
];

/** A row for the page: nothing of it that identifies the person in clear. */
function masked(row: RegisterRow): Record<string, string | boolean | null> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !NOT_SHOWN.has(name))
      .map(([name, value]) => [name, typeof value === 'boolean' ? value : textOf(name, value)]),
  );
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

function actView(row: ActRow, name: string | undefined): ActView {
  return {
    actId: row.actId,
    kind: row.kind,
    ...(row.scheme === null ? {} : { scheme: row.scheme }),
    ...(name === undefined ? {} : { person: { ref: personRef(row.personId), name: maskName(name) } }),
    effectiveOn: row.effectiveOn,
    reason: row.reason,
    actedBy: row.actedBy,
    actedAt: row.actedAt.toISOString(),
    ...(row.undoneBy === null ? {} : { undoneBy: row.undoneBy }),
    ...(row.undoesId === null ? {} : { undoesId: row.undoesId }),
    decision: row.decision,
  };
}
