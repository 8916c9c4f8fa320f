import type { EnrolBody, EnrolmentKind, PersonStatus } from '@gongji/contract';
import type { Bilingual, CalendarDate, Rejection } from '@gongji/domain';
import type { CoverStart, MoneyAssessment, PolicyModel, RepairOption } from '@gongji/engine';
import type { CoverRow, GroupSpan, RegisterPerson, RowChange, UnitRow } from '@gongji/store/enrolment';
import type { SecondPersonRules } from './second-person-rules.ts';

/** Everything a decision about a person's cover is made from; all of it read in one transaction. */
export interface CoverCase {
  readonly body: EnrolBody;
  readonly kind: EnrolmentKind;
  readonly person: RegisterPerson;
  readonly covers: readonly CoverRow[];
  readonly groups: readonly GroupSpan[];
  readonly unit: UnitRow | undefined;
  /** Covers of the mother, where one is named; undefined = there is no such person. */
  readonly mother: { readonly sex: string; readonly covers: readonly CoverRow[] } | undefined;
  readonly openSchooling: readonly { readonly unitId: string; readonly validFrom: CalendarDate }[];
  readonly policies: readonly PolicyModel[];
  readonly secondPerson: SecondPersonRules;
  readonly today: CalendarDate;
}

/** What is decided: the rows, the fee, the days, and everything that stops it or needs a second person. */
export interface CoverDecision {
  readonly personStatus?: PersonStatus;
  readonly problems: readonly Rejection[];
  readonly causes: readonly Bilingual[];
  readonly cover?: CoverStart;
  /** What may be paid besides to be covered sooner. */
  readonly repairs?: readonly RepairOption[];
  readonly row?: NewCover;
  readonly fee?: { readonly period: string; readonly assessment: MoneyAssessment };
  readonly makeUp?: MoneyAssessment;
  readonly changes: readonly RowChange[];
}

export interface NewCover {
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  readonly benefitFrom: CalendarDate;
  readonly benefitTo: CalendarDate | null;
}

/** National code of each scheme 险种类型. */
export const INSUTYPE = { employee: '310', resident: '390' } as const;

export function keyOf(person: RegisterPerson, cover: CoverRow) {
  return { person_id: person.personId, scheme: cover.scheme, covered_from: cover.coveredFrom };
}
