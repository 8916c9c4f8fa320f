import type { Bilingual, CalendarDate } from '@gongji/domain';
import type { At, RuleSection } from '../model.ts';
import type { WrittenValue } from './case-model.ts';

/** A case of a rule 规则算例: facts and inputs of one person or fund, with the payments or days that must come out. */
export interface RuleCaseModel {
  readonly id: string;
  readonly title?: Bilingual;
  readonly section: RuleSection;
  /** Month `2026-05` or benefit year `2026`; absent where `on` says the day whose values hold. */
  readonly period?: string;
  readonly on?: CalendarDate;
  readonly facts: ReadonlyMap<string, WrittenValue>;
  readonly inputs: ReadonlyMap<string, WrittenValue>;
  /** Absent: the case only shows the result. */
  readonly expect?: RuleExpectation;
  readonly why?: string;
  readonly at: At;
}

export type RuleExpectation =
  | { readonly kind: 'refused'; readonly code: string; readonly at: At }
  | {
      readonly kind: 'assessed';
      /** `total`, or `way`, `from`, `to`, `waitingDays` of a cover. */
      readonly results: ReadonlyMap<string, WrittenValue>;
      /** Payments by name, sums by payer and by fund; where one of these is given, what it leaves out must be 0. */
      readonly lines?: ReadonlyMap<string, WrittenValue>;
      readonly payers?: ReadonlyMap<string, WrittenValue>;
      readonly funds?: ReadonlyMap<string, WrittenValue>;
      readonly values: ReadonlyMap<string, WrittenValue>;
      readonly at: At;
    };
