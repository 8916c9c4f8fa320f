import type { Bilingual, CalendarDate, Rejection } from '@gongji/domain';
import type { Outcome } from './assessment.ts';
import type { Bill, CounterState, Facts } from './bill.ts';
import type { BenefitIr } from './ir.ts';
import type { PolicyModel } from './model.ts';
import type { ReplayColumns, ReplayOutput, ReplayResult } from './replay/columns.ts';
import type { ReplayFunction } from './replay/emit.ts';

/** A policy compiled for a span of days in which all its dated values stay the same. */
export interface CompiledPolicy {
  readonly policy: PolicyModel;
  /** Day it was compiled for. */
  readonly on: CalendarDate;
  readonly validFrom: CalendarDate;
  /** Last day of the span; absent = open. */
  readonly validTo?: CalendarDate;
  /** Payers in policy order, without `provider`. */
  readonly payers: readonly PayerRow[];
  /** The typed rules per benefit id, for explanation and checks. */
  readonly benefits: ReadonlyMap<string, BenefitIr>;
  /** Makes the function that replays these benefits (by position) with these result columns; made once and kept. */
  replayer(benefits: readonly number[], outputs: readonly ReplayOutput[], shape: string): ReplayFunction;
  /**
   * Settles one bill: every reason to refuse, or who pays what and why. Pure; the same bill and counters give the same
   * assessment. Throws RangeError when the bill's policy day is outside the span (use {@link policyOn}).
   */
  adjudicate(bill: Bill, counters: CounterState): Outcome;
  /** Counters the bill reads or moves: load these before {@link adjudicate}. Refused facts yield no key. */
  counterKeys(bill: Bill): readonly CounterKey[];
  /** Which benefit serves a medical type 医疗类别: longest prefix, then the benefits' conditions. */
  benefitFor(medType: string, facts: Facts): BenefitChoice;
  /**
   * Settles aggregate bills held in columns; see {@link ReplayColumns}. Same fen as {@link adjudicate}. `into` is a
   * result of an earlier replay of at least as many rows, to be overwritten; of `outputs`, those left out stay empty.
   */
  replay(columns: ReplayColumns, into?: ReplayResult, outputs?: readonly ReplayOutput[]): ReplayResult;
}

export interface PayerRow {
  readonly id: string;
  readonly name: Bilingual;
  readonly fundType: string;
}

export interface CounterKey {
  readonly counter: string;
  /** `counter|scope|period`. */
  readonly key: string;
  readonly owner: 'person' | 'family';
}

export type BenefitChoice =
  | { readonly kind: 'benefit'; readonly benefit: string }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };
