import { inPrecedence, type Rejection } from '@gongji/domain';
import type { KeptRow } from '@gongji/store/group-enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import { decideCensus } from './decide-census.ts';
import { decideEndings } from './decide-endings.ts';
import { decideGroups } from './decide-groups.ts';
import { decidePromotion } from './decide-promotion.ts';
import { decideHousehold, decideNewborns, decideStudents } from './decide-residents.ts';
import { decideStaff } from './decide-staff.ts';
import { type AnyContext, isOfUnit, type ListContext, type RowDecision } from './list-context.ts';
import type { ListRow } from './list-row.ts';
import type { SheetKindId } from './sheet-kind.ts';

type OfUnit = Exclude<SheetKindId, 'endings'>;
const DECIDE: Readonly<Record<OfUnit, (row: ListRow, context: ListContext) => RowDecision>> = {
  staff: decideStaff,
  household: decideHousehold,
  students: decideStudents,
  newborns: decideNewborns,
  groups: decideGroups,
  census: decideCensus,
  promotion: decidePromotion,
};

/** A row with everything that was found about it, and what it becomes when nothing is wrong. */
export interface DecidedRow {
  readonly row: ListRow;
  readonly problems: readonly Rejection[];
  readonly hints: readonly Rejection[];
  readonly acts: readonly PlannedAct[];
  readonly resettles?: 'employee' | 'resident';
}

/** Decides a row: what its cells say and what the registers say, all at once. Pure. */
export function decideRow(kind: SheetKindId, row: ListRow, context: AnyContext): DecidedRow {
  const decided = decisionOf(kind, row, context);
  const problems = inPrecedence([...row.problems, ...decided.problems]);
  return {
    row,
    problems,
    hints: decided.hints,
    acts: problems.length > 0 ? [] : decided.acts,
    ...(decided.resettles === undefined ? {} : { resettles: decided.resettles }),
  };
}

function decisionOf(kind: SheetKindId, row: ListRow, context: AnyContext): RowDecision {
  if (kind === 'endings') return decideEndings(row, context);
  if (!isOfUnit(context)) throw new Error(`a list of kind ${kind} has a unit`);
  return DECIDE[kind](row, context);
}

export function keptRow({ row, problems, hints }: DecidedRow): KeptRow {
  const state = problems.length > 0 ? 'bad' : hints.length > 0 ? 'hint' : 'good';
  return { rowNo: row.rowNo, cells: row.cells, state, problems: problems.length > 0 ? problems : hints };
}
