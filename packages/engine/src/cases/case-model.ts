import type { Bilingual, CalendarDate, Fen, RatePpm } from '@gongji/domain';
import type { BillDates, BillLine } from '../bill.ts';
import type { At } from '../model.ts';
import type { RuleCaseModel } from './rule-case.ts';

/**
 * A case file 算例: bills typed by a person with the figures that must come out, beside the policy they prove.
 *
 *   CaseFile ─ cases ─ bill, earlier bills ─ lines | class totals
 *                    ─ expectation: amounts | a refusal
 */
export interface CaseFile {
  readonly file: string;
  /** Id of the policy; undefined in a policy's own folder. */
  readonly policy?: string;
  readonly cases: readonly CaseModel[];
  /** Cases of rules of contributions, accounts and cover. */
  readonly rules: readonly RuleCaseModel[];
}

export interface CaseModel {
  readonly id: string;
  readonly title?: Bilingual;
  readonly bill: CaseBill;
  /** Counters before the earlier bills, by plain name or full key; text because only the policy knows the unit. */
  readonly counters: ReadonlyMap<string, WrittenValue>;
  /** Bills adjudicated first, in this order, each moving the counters. */
  readonly earlier: readonly CaseBill[];
  /** Absent: the case only shows the result (`gongji adjudicate`). */
  readonly expect?: Expectation;
  readonly why?: string;
  readonly at: At;
}

export interface CaseBill {
  readonly benefit: string;
  readonly dates: BillDates;
  readonly facts: ReadonlyMap<string, WrittenValue>;
  readonly cost: CaseCost;
  readonly accountFen: Fen;
  readonly familyAccountFen: Fen;
  readonly at: At;
}

export type CaseCost =
  | { readonly kind: 'lines'; readonly lines: readonly BillLine[] }
  | { readonly kind: 'classes'; readonly classes: readonly ClassTotal[] };

/** All items of one class 甲乙丙 as one sum. */
export interface ClassTotal {
  readonly itemClass: 'A' | 'B' | 'C';
  readonly amountFen: Fen;
  readonly firstPayPpm: RatePpm;
}

/** A value as written, with its place; quoted values are never numbers. */
export interface WrittenValue {
  readonly text: string;
  readonly quoted: boolean;
  readonly at: At;
}

export type Expectation =
  | { readonly kind: 'refused'; readonly code: string; readonly at: At }
  | {
      readonly kind: 'assessed';
      /** Payers and amounts of the bill, by name. */
      readonly amounts: ReadonlyMap<string, ExpectedAmount>;
      /** Values named by steps. */
      readonly values: ReadonlyMap<string, WrittenValue>;
      /** Counters after the bill. */
      readonly counters: ReadonlyMap<string, WrittenValue>;
      readonly at: At;
    };

export interface ExpectedAmount {
  readonly amountFen: Fen;
  readonly at: At;
}

/** Day on which a case's bill ended, for choosing the policy file in force. */
export function dayOf(model: CaseModel): CalendarDate {
  return model.bill.dates.endedOn;
}
