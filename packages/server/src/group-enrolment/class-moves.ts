import { addDays, date } from '@gongji/domain';
import type { NewId, Queryable } from '@gongji/store';
import { classesNow, type RegisterRow, type RowChange, type UnitRow } from '@gongji/store/enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import type { DecidedRow } from './decide-list.ts';

/**
 * The classes go with their pupils: the first good row of each class carries the act that ends its row the day before and begins
 * the next one, a grade higher, under the same number. A name that two classes move into is one class; one that a class of
 * this list does not bear any more is free.
 */
export async function withClassMoves(
  db: Queryable,
  unit: UnitRow,
  rows: readonly DecidedRow[],
  newId: NewId,
): Promise<readonly DecidedRow[]> {
  const known = new Map((await classesNow(db, unit.unitId)).map((row) => [String(row.class_name), row]));
  const moves = new ClassMoves(unit, known, rows, newId);
  return rows.map((one) => {
    const act = moves.actOf(one);
    return act === undefined ? one : { ...one, acts: [...one.acts, act] };
  });
}

class ClassMoves {
  readonly #unit: UnitRow;
  readonly #known: ReadonlyMap<string, RegisterRow>;
  readonly #newId: NewId;
  /** Names of classes that leave their place. */
  readonly #leaving: ReadonlySet<string>;
  readonly #ended = new Set<string>();
  readonly #made = new Set<string>();

  constructor(
    unit: UnitRow,
    known: ReadonlyMap<string, RegisterRow>,
    rows: readonly DecidedRow[],
    newId: NewId,
  ) {
    this.#unit = unit;
    this.#known = known;
    this.#newId = newId;
    this.#leaving = new Set(
      rows.flatMap(({ row, acts }) =>
        acts.length > 0 && row.values.outcome !== 'repeat' ? [row.values.className ?? ''] : [],
      ),
    );
  }

  actOf({ row, acts }: DecidedRow): PlannedAct | undefined {
    const [own] = acts;
    const { className = '', newClass, outcome, on } = row.values;
    if (own === undefined || on === undefined || outcome === 'repeat') return undefined;
    const now = this.#known.get(className);
    const changes: RowChange[] = [];
    const first = now !== undefined && !this.#ended.has(className);
    if (first) {
      this.#ended.add(className);
      const to = { valid_to: addDays(date(on), -1), end_reason: outcome === 'up' ? 'promoted' : 'graduated' };
      changes.push({ register: 'school_class', key: now, to });
    }
    if (newClass !== undefined && outcome === 'up' && this.#isFree(newClass)) {
      this.#made.add(newClass);
      changes.push({ register: 'school_class', to: this.#next(now, first, newClass, on) });
    }
    if (changes.length === 0) return undefined;
    const { unitId, regionCode } = this.#unit;
    return {
      kind: 'unit-promoteClass',
      ...{ regionCode, personId: '0', unitId, effectiveOn: date(on) },
      facts: { className, ...(newClass === undefined ? {} : { newClass }) },
      changes,
      reason: own.reason,
    };
  }

  #isFree(name: string): boolean {
    return !this.#made.has(name) && (!this.#known.has(name) || this.#leaving.has(name));
  }

  /** The class under its new name; pupils who go elsewhere than the first make a class of their own. */
  #next(now: RegisterRow | undefined, goesOn: boolean, name: string, on: string): RegisterRow {
    const { unitId, regionCode } = this.#unit;
    const grade = now?.grade == null ? null : Number(now.grade) + 1;
    const years = now?.years == null ? null : Number(now.years);
    return {
      ...{ region_code: regionCode, unit_id: unitId, class_id: goesOn ? now?.class_id : this.#newId() },
      ...{ class_name: name, grade: grade !== null && years !== null && grade > years ? null : grade, years },
      ...(goesOn
        ? { head_name: now?.head_name ?? null, head_phone: now?.head_phone ?? null }
        : { head_name: null, head_phone: null }),
      valid_from: on,
    };
  }
}
