import type { CalendarDate, Rejection } from '@gongji/domain';
import type { PolicyModel } from '@gongji/engine';
import type { UnitRow } from '@gongji/store/enrolment';
import type { PersonFacts } from '@gongji/store/group-enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import type { SecondPersonRules } from '../enrolment/second-person-rules.ts';
import type { ListRow } from './list-row.ts';

/** Everything that a decision about a row may look at; loaded before, nothing is read while deciding. */
export interface AgencyContext extends ListRules {
  readonly regionCode: string;
  readonly today: CalendarDate;
  /** Why, for the acts: names the list. */
  readonly reason: string;
  readonly facts: ListFacts;
  readonly newId: () => string;
  /** A number for a new person 人员编号. */
  readonly newNumber: () => string;
}

/** The same for the list of a unit. */
export interface ListContext extends AgencyContext {
  readonly unit: UnitRow;
}

export type AnyContext = AgencyContext & { readonly unit: UnitRow | undefined };

export function isOfUnit(context: AnyContext): context is ListContext {
  return context.unit !== undefined;
}

/** By what a list is decided. */
export interface ListRules {
  readonly policies: readonly PolicyModel[];
  readonly secondPerson: SecondPersonRules;
}

export interface ListFacts {
  /** Persons with a certificate, by its key. */
  readonly person: (certNo: string) => PersonFacts | undefined;
  /** Somebody of the same name, birthday and sex as the new person of a row. */
  readonly namesake: (rowNo: number) => { readonly name: string; readonly psnNo: string } | undefined;
  /** Number that the person of a row has or will get. */
  readonly personId: (row: ListRow) => string;
  /** Whether the school has a class of this name in its register. */
  readonly hasClass: (name: string) => boolean;
  /** Head of the household of a row. */
  readonly head: (row: ListRow) => ListRow | undefined;
}

/** What becomes of a row. Acts are made only of a row without problems; hints do not hold it up. */
export interface RowDecision {
  readonly problems: readonly Rejection[];
  readonly hints: readonly Rejection[];
  readonly acts: readonly PlannedAct[];
  /** Scheme whose settled bills the row affects. */
  readonly resettles?: 'employee' | 'resident';
}

export function refusedRow(problems: readonly Rejection[]): RowDecision {
  return { problems, hints: [], acts: [] };
}
