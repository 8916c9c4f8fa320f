import { inPrecedence, type Rejection } from '@gongji/domain';
import type { KeptRow } from '@gongji/store/group-enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import { decideCensus } from './decide-census.ts';
import { decideGroups } from './decide-groups.ts';
import { decideHousehold, decideNewborns, decideStudents } from './decide-residents.ts';
import { decideStaff } from './decide-staff.ts';
import type { ListContext, RowDecision } from './list-context.ts';
import type { ListRow } from './list-row.ts';
import type { SheetKindId } from './sheet-kind.ts';

const DECIDE: Readonly<Record<SheetKindId, (row: ListRow, context: ListContext) => RowDecision>> = {
  staff: decideStaff,
  household: decideHousehold,
  students: decideStudents,
  newborns: decideNewborns,
  groups: decideGroups,
  census: decideCensus,
};

/** A row with everything that was found about it, and what it becomes when nothing is wrong. */
export interface DecidedRow {
  readonly row: ListRow;
  readonly problems: readonly Rejection[];
  readonly hints: readonly Rejection[];
  readonly acts: readonly PlannedAct[];
}

/** Decides a row: what its cells say and what the registers say, all at once. Pure. */
export function decideRow(kind: SheetKindId, row: ListRow, context: ListContext): DecidedRow {
  const decided = DECIDE[kind](row, context);
  const problems = inPrecedence([...row.problems, ...decided.problems]);
  return { row, problems, hints: decided.hints, acts: problems.length > 0 ? [] : decided.acts };
}

export function keptRow({ row, problems, hints }: DecidedRow): KeptRow {
  const state = problems.length > 0 ? 'bad' : hints.length > 0 ? 'hint' : 'good';
  return { rowNo: row.rowNo, cells: row.cells, state, problems: problems.length > 0 ? problems : hints };
}
