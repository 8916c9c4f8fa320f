import type { EnrolBody, EnrolmentKind, MonthsView, PersonStatus } from '@gongji/contract';
import type { Bilingual, CalendarDate, Rejection } from '@gongji/domain';
import type { CoverStart, MoneyAssessment, PolicyModel, RepairOption } from '@gongji/engine';
import type { MonthSources } from '@gongji/store/contribution';
import type {
  CoverRow,
  GroupSpan,
  RegisterPerson,
  RowChange,
  SchoolingRow,
  UnitRow,
} from '@gongji/store/enrolment';
import type { MakeUpDue } from '../contribution/make-up-charges.ts';
import type { BreakCase } from './decide-repair.ts';
import type { MonthsCounted } from './months-counted.ts';
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
  /** Months of contribution, where the act asks for them. */
  readonly months?: PersonMonths | undefined;
  /** What was asked when the present cover began, where the act asks for it. */
  readonly began?: { readonly on: CalendarDate; readonly year: string | null } | undefined;
  readonly schooling: readonly SchoolingRow[];
  readonly policies: readonly PolicyModel[];
  readonly secondPerson: SecondPersonRules;
  readonly today: CalendarDate;
}

/** What is decided: the rows, the fee, the days, and everything that stops it or needs a second person. */
export interface CoverDecision {
  readonly personStatus?: PersonStatus;
  /** What the policy reads and the form alone can say. */
  readonly asks?: readonly 'papersInTime'[];
  readonly problems: readonly Rejection[];
  readonly causes: readonly Bilingual[];
  readonly cover?: CoverStart;
  /** What may be paid besides to be covered sooner. */
  readonly repairs?: readonly RepairOption[];
  readonly row?: NewCover;
  readonly fee?: { readonly period: string; readonly assessment: MoneyAssessment };
  readonly months?: MonthsView;
  /** Missing months that are charged with the act. */
  readonly makeUp?: Omit<MakeUpDue, 'act' | 'actId'>;
  readonly recognised?: RecognisedMonths;
  readonly broken?: BreakCase;
  readonly effects?: readonly Bilingual[];
  readonly changes: readonly RowChange[];
}

/** Months of contribution as they are counted, and the wage last declared. */
export interface PersonMonths {
  readonly counted: MonthsCounted;
  readonly sources: MonthSources;
}

/** Months before the system or elsewhere 认定的缴费年限, with their proof. */
export interface RecognisedMonths {
  readonly kind: 'actual' | 'deemed';
  readonly division: string;
  readonly from: string;
  readonly to: string;
  readonly months: number;
  readonly evidence: string;
}

export interface NewCover {
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  readonly benefitFrom: CalendarDate;
  readonly benefitTo: CalendarDate | null;
}

export function keyOf(person: RegisterPerson, cover: CoverRow) {
  return { person_id: person.personId, scheme: cover.scheme, covered_from: cover.coveredFrom };
}
