import type { Bilingual, CalendarDate } from '@gongji/domain';

/**
 * The policy as loaded: one node per thing an officer wrote, positions kept, expressions still text.
 *
 *   Policy ─ documents, questions, attributes, payers
 *          ─ parameters ─ dated values ─ constant | table
 *          ─ counters
 *          ─ benefits ─ steps            (fragments: steps shared by benefits)
 *
 * `load` builds it, `check` proves it, `compile` turns it into a function. Nothing here computes.
 */
export interface PolicyModel {
  readonly file: string;
  /** SHA-256 hex of the source text (with overlays: of all texts in order). */
  readonly version: string;
  readonly id: string;
  readonly name: Bilingual;
  readonly region: string;
  readonly scheme: 'employee' | 'resident';
  readonly insutype: string;
  readonly inForce: Interval;
  readonly policyDate: 'discharge' | 'settlement' | 'event';
  /** Month and day on which the benefit year starts, `MM-DD`. */
  readonly benefitYearStart: string;
  readonly crossYear: 'whole' | 'split-by-line-date';
  readonly reversal: 'recompute' | 'refuse';
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  readonly questions: ReadonlyMap<string, OpenQuestion>;
  readonly missing: readonly MissingBenefit[];
  readonly attributes: ReadonlyMap<string, AttributeModel>;
  readonly payers: ReadonlyMap<string, PayerModel>;
  readonly parameters: ReadonlyMap<string, ParameterModel>;
  readonly counters: ReadonlyMap<string, CounterModel>;
  readonly benefits: ReadonlyMap<string, BenefitModel>;
  readonly fragments: ReadonlyMap<string, FragmentModel>;
  /** Who pays in 缴费主体, by id: employer, person, governments, medical aid. */
  readonly contributors: ReadonlyMap<string, ContributorModel>;
  /** Ages of each person status that has a bound 人员类别年龄界限, ascending by `from`. */
  readonly statuses: ReadonlyMap<string, readonly AgeBounds[]>;
  /** Rules of contributions, accounts and cover of all sections, by id. */
  readonly rules: ReadonlyMap<string, RuleModel>;
}

/** Position in the source, 1-based. `file` only where it differs from the policy's (overlays). */
export interface At {
  readonly line: number;
  readonly col: number;
  readonly file?: string;
}

/** `to` is the last day included; undefined = open. */
export interface Interval {
  readonly from: CalendarDate;
  readonly to?: CalendarDate;
}

export interface PolicyDocument {
  readonly title: Bilingual;
  readonly issuer?: Bilingual;
  readonly number?: string;
  readonly date?: CalendarDate;
  readonly at: At;
}

export interface OpenQuestion {
  readonly text: Bilingual;
  readonly reading: Bilingual;
  readonly at: At;
}

export interface MissingBenefit {
  readonly benefit: string;
  readonly reason: Bilingual;
  readonly medTypes: readonly string[];
  readonly at: At;
}

export interface AttributeModel {
  readonly kind: 'category' | 'number' | 'boolean';
  /** Category values in file order; empty otherwise. */
  readonly values: readonly string[];
  /** Category only: unknown values are read as `other`. */
  readonly other: boolean;
  readonly at: At;
}

export interface PayerModel {
  readonly name: Bilingual;
  readonly fundType: string;
  readonly at: At;
}

export type ValueUnit = 'yuan' | 'rate' | 'number' | 'boolean';
export type ParameterUse = 'benefit' | 'contribution' | 'account' | 'waiting' | 'payment' | 'retirement';

export interface ParameterModel {
  readonly name: Bilingual;
  readonly unit: ValueUnit;
  readonly use: ParameterUse;
  /** Ascending by `from`; each runs to the day before the next. */
  readonly values: readonly DatedValue[];
  readonly at: At;
}

export interface DatedValue {
  readonly from: CalendarDate;
  readonly cite: string;
  readonly assumes?: string;
  readonly content: ConstantContent | TableContent;
  readonly at: At;
}

/** Values are in canonical units: fen, ppm, plain number, 0/1. */
export interface ConstantContent {
  readonly kind: 'constant';
  readonly value: number;
}

export interface TableContent {
  readonly kind: 'table';
  /** Attribute names, `counter.x`, or values `let` before use. */
  readonly by: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly value: number;
  readonly cite?: string;
  readonly at: At;
}

/** A cell of a decision table. Ranges are on integers, both ends included; ±Infinity where open. */
export type TableCell =
  | { readonly kind: 'any' }
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly min: number; readonly max: number };

export interface CounterModel {
  readonly name: Bilingual;
  readonly unit: 'yuan' | 'number';
  readonly scope: 'person' | 'family' | 'disease' | 'institution';
  readonly period: 'year' | 'calendar-year' | 'month' | 'quarter' | 'stay' | 'ever';
  /** Benefit id → expression over the benefit's final values. */
  readonly feed: ReadonlyMap<string, ExprText>;
  readonly at: At;
}

export interface BenefitModel {
  readonly name: Bilingual;
  readonly medTypes: readonly string[];
  readonly clrType: string;
  readonly when?: ExprText;
  readonly steps: readonly StepModel[];
  readonly at: At;
}

export interface FragmentModel {
  readonly steps: readonly StepModel[];
  readonly at: At;
}

/** Contributor 缴费主体: who pays money in, such as the employer or a level of government. */
export interface ContributorModel {
  readonly name: Bilingual;
  readonly at: At;
}

/** AgeBounds 年龄界限 of a person status, in completed years 周岁; at least one of the two is given. */
export interface AgeBounds {
  readonly from: CalendarDate;
  readonly cite: string;
  readonly assumes?: string;
  readonly atLeast?: number;
  /** The first age that is too old: `below: 1` ends on the first birthday. */
  readonly below?: number;
  readonly at: At;
}

/** RuleSection 规则类别: the section of the file a rule stands in, which decides what it is computed from. */
export const RULE_SECTIONS = [
  ...(['contribution', 'account', 'interest', 'lateFee', 'makeUp', 'levy', 'adjustment'] as const),
  ...(['suspension', 'retirement', 'cover'] as const),
] as const;
export type RuleSection = (typeof RULE_SECTIONS)[number];

/** Step whose result a rule of the section gives: days in three sections, payments in the others. */
export function resultStep(section: RuleSection): 'cover' | 'suspend' | 'retire' | 'pay' {
  if (section === 'cover') return 'cover';
  if (section === 'retirement') return 'retire';
  return section === 'suspension' ? 'suspend' : 'pay';
}

/** Rule 规则 of contributions, accounts or cover: steps like those of a benefit, over inputs instead of a bill. */
export interface RuleModel {
  readonly section: RuleSection;
  readonly name: Bilingual;
  /** Sections `contribution` and `account` only: what one payment is for. */
  readonly period?: RulePeriod;
  readonly when?: ExprText;
  /** Section `cover` only: days within which `by` must lie for this way in; absent = open. */
  readonly window?: WindowModel;
  readonly steps: readonly StepModel[];
  readonly at: At;
}

export type RulePeriod = 'month' | 'year';

/** Window 参保缴费期: the first and the last day, and whether enrolling or paying must lie in it. */
export interface WindowModel {
  readonly opens: ExprText;
  readonly closes: ExprText;
  readonly by: 'enrolledOn' | 'paidOn';
}

/** An expression as written, not yet parsed. */
export interface ExprText {
  readonly text: string;
  readonly at: At;
}

interface StepBase {
  readonly when?: ExprText;
  /** What the value is called, `name` in the file: a noun phrase that explanations use for it. */
  readonly label?: Bilingual;
  /** A remark for the reader; explanations add it to the step. */
  readonly note?: Bilingual;
  readonly cite?: string;
  readonly at: At;
}

/** RoundingMode 取整: see docs/policy-format.md 6.5. */
export type RoundingMode = 'fen' | 'floor-fen' | 'jiao' | 'floor-jiao' | 'yuan' | 'floor-yuan';

export type StepModel =
  | ClassifyStep
  | LetStep
  | DeductStep
  | LimitStep
  | ShareStep
  | RefuseStep
  | AccountStep
  | PayStep
  | CoverStep
  | SuspendStep
  | RetireStep
  | UseStep;

export interface ClassifyStep extends StepBase {
  readonly kind: 'classify';
  readonly firstPay?: ExprText;
  readonly ceiling: boolean;
  readonly selfPaid?: ExprText;
  readonly sums: ReadonlyMap<string, ClassifySum>;
}

export interface ClassifySum {
  readonly of: 'amount' | 'selfPaid' | 'overLimit' | 'firstPay' | 'inScope';
  readonly where?: ExprText;
  readonly label?: Bilingual;
  readonly at: At;
}

export interface LetStep extends StepBase {
  readonly kind: 'let';
  readonly name: string;
  readonly is: ExprText;
}

export interface DeductStep extends StepBase {
  readonly kind: 'deduct';
  readonly name: string;
  readonly from: string;
  readonly upTo?: ExprText;
  readonly rate?: ExprText;
  readonly round: RoundingMode;
  readonly role: 'deductible' | 'firstPay' | 'none';
}

export interface LimitStep extends StepBase {
  readonly kind: 'limit';
  readonly name: string;
  readonly of: string;
  readonly to: ExprText;
}

export interface ShareStep extends StepBase {
  readonly kind: 'share';
  readonly payer: string;
  readonly name: string;
  readonly of: string;
  readonly how:
    | { readonly kind: 'rate'; readonly rate: ExprText }
    | { readonly kind: 'amount'; readonly amount: ExprText }
    | BandsModel;
  readonly round: RoundingMode;
  readonly cap?: ExprText;
  readonly overCap?: string;
  /** Where the document itself lets this payment fall as the cost rises: its citation. */
  readonly accept?: string;
}

export interface BandsModel {
  readonly kind: 'bands';
  readonly from?: ExprText;
  readonly mode: 'marginal' | 'whole';
  readonly edge: 'upper' | 'lower';
  /** Rising; only the last may have no `upTo`. */
  readonly rows: readonly { readonly upTo?: ExprText; readonly rate: ExprText; readonly at: At }[];
}

export interface RefuseStep extends StepBase {
  readonly kind: 'refuse';
  readonly code: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

export interface AccountStep extends StepBase {
  readonly kind: 'account';
  readonly which: 'own' | 'family';
  readonly of: ExprText;
}

/** Rules only: an amount that one payer pays into one fund. */
export interface PayStep extends StepBase {
  readonly kind: 'pay';
  /** A contributor, a fund of the policy, or `account`. */
  readonly payer: string;
  /** A fund of the policy, or `account`. */
  readonly into: string;
  readonly name: string;
  /** What the money is for 险种或款项, e.g. `basic`, `largeAmount`. */
  readonly component: string;
  readonly amount: ExprText;
  readonly round: RoundingMode;
}

/** Section `cover` only: the days on which the person is covered. */
export interface CoverStep extends StepBase {
  readonly kind: 'cover';
  readonly from: ExprText;
  /** Last day; absent = as long as contributions are paid. */
  readonly to?: ExprText;
  /** Day from which waiting counts; absent = no waiting. */
  readonly waitingFrom?: ExprText;
  /** What ends the waiting early or makes the gap good. */
  readonly repair?: Bilingual;
}

/** Section `suspension` only: the first day without benefits. */
export interface SuspendStep extends StepBase {
  readonly kind: 'suspend';
  readonly from: ExprText;
}

/** Section `retirement` only: the day of the statutory age. */
export interface RetireStep extends StepBase {
  readonly kind: 'retire';
  readonly from: ExprText;
  /** First day on which a person may retire by own choice; absent = the same. */
  readonly earliest?: ExprText;
}

export interface UseStep extends StepBase {
  readonly kind: 'use';
  readonly fragment: string;
}

/** A finding about a policy file. `error` stops it from being used. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Stable id, e.g. `table-gap`, `unknown-key`, `cliff`. Listed in docs/policy-checks.md. */
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
  /** The policy says that this is intended, on this citation: recorded, and no reason to refuse the file. */
  readonly accepted?: string;
}
