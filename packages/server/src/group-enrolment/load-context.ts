import type { CalendarDate } from '@gongji/domain';
import type { NewId, Queryable } from '@gongji/store';
import { classesNow, type UnitRow } from '@gongji/store/enrolment';
import {
  certificateKey,
  namesakes,
  nextPersonNumbers,
  type PersonFacts,
  personFacts,
} from '@gongji/store/group-enrolment';
import type { AnyContext, ListRules } from './list-context.ts';
import type { ListRow } from './list-row.ts';

export interface ListWork extends ListRules {
  readonly regionCode: string;
  readonly unit: UnitRow | undefined;
  readonly today: CalendarDate;
  readonly reason: string;
  readonly newId: NewId;
  /** A check gives no real numbers away. */
  readonly dry: boolean;
}

const CHUNK = 5_000;

/** Reads everything that the decisions about these rows look at, a few thousand persons at a time. */
export async function loadContext(
  db: Queryable,
  rows: readonly ListRow[],
  work: ListWork,
  onRows: (rows: number) => Promise<void>,
): Promise<AnyContext> {
  const { regionCode, newId } = work;
  const known = await knownPersons(db, regionCode, rows, onRows);
  const isNew = (row: ListRow): boolean => personOf(known, row) === undefined;
  const fresh = rows.filter((row) => row.person !== undefined && isNew(row));
  const twins = await twinsOf(db, regionCode, fresh);
  const numbers = work.dry ? [] : await nextPersonNumbers(db, regionCode, fresh.length);
  const ids = new Map(rows.map((row) => [row.rowNo, personOf(known, row)?.personId ?? newId()] as const));
  const heads = new Map(
    rows.flatMap((row) => (row.values.relation === 'head' ? [[row.values.household, row] as const] : [])),
  );
  const classes = work.unit?.kind === 'school' ? await classesNow(db, work.unit.unitId) : [];
  const classNames = new Set(classes.map((row) => row.class_name));
  let given = 0;
  return {
    ...work,
    facts: {
      person: (certNo) => known.get(certificateKey(certNo.toUpperCase())),
      namesake: (rowNo) => twins.get(rowNo),
      hasClass: (name) => classNames.has(name),
      personId: (row) => ids.get(row.rowNo) ?? '0',
      head: (row) => heads.get(row.values.household),
    },
    newNumber: () => {
      given += 1;
      return work.dry ? '' : (numbers[given - 1] ?? '');
    },
  };
}

function personOf(known: ReadonlyMap<string, PersonFacts>, { person }: ListRow): PersonFacts | undefined {
  return person === undefined ? undefined : known.get(certificateKey(person.certificate.certNo));
}

async function knownPersons(
  db: Queryable,
  regionCode: string,
  rows: readonly ListRow[],
  onRows: (rows: number) => Promise<void>,
): Promise<ReadonlyMap<string, PersonFacts>> {
  const known = new Map<string, PersonFacts>();
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK);
    const keys = new Set(
      part.flatMap(({ person, values }) => [
        ...(person === undefined ? [] : [certificateKey(person.certificate.certNo)]),
        ...(values.motherCertNo === undefined ? [] : [certificateKey(values.motherCertNo.toUpperCase())]),
      ]),
    );
    for (const one of await personFacts(db, regionCode, [...keys])) known.set(one.key, one);
    await onRows(Math.min(rows.length, at + CHUNK));
  }
  return known;
}

async function twinsOf(db: Queryable, regionCode: string, fresh: readonly ListRow[]) {
  const found = new Map<number, { readonly name: string; readonly psnNo: string }>();
  for (let at = 0; at < fresh.length; at += CHUNK) {
    const part = fresh.slice(at, at + CHUNK);
    const who = part.flatMap(({ person }) => (person === undefined ? [] : [person]));
    for (const [index, twin] of await namesakes(db, regionCode, who)) {
      const row = part[index];
      if (row !== undefined) found.set(row.rowNo, twin);
    }
  }
  return found;
}
