import type { ResolvedParameter } from './expr/emit.ts';
import type { Domain, Typed, ValueType } from './expr/typed.ts';
import type { CounterModel, PayerModel, RefuseStep } from './model.ts';
import type { StepIr } from './steps/step-kinds.ts';

/**
 * A benefit, typed and with every name resolved to a slot: what code is generated from (settling a bill, replaying
 * columns) and what explanations are rendered from. There is no other form of the rules.
 */
export interface BenefitIr {
  readonly id: string;
  readonly attributes: readonly AttributeSlot[];
  readonly counters: readonly CounterSlot[];
  readonly parameters: readonly ParameterSlot[];
  /** Names of `classify.sums`, in order; sum i is value slot `sumSlots[i]`. */
  readonly sums: readonly SumSlot[];
  readonly payers: readonly PayerSlot[];
  /** Codes of items named in line expressions; code n is entry n − 1, 0 is any other. */
  readonly listCodes: readonly string[];
  readonly when?: Typed;
  readonly steps: readonly StepIr[];
  readonly feeds: readonly FeedIr[];
  readonly sites: readonly RefusalSite[];
  readonly valueSlots: number;
  readonly trace: readonly TraceEntry[];
  readonly traceSize: number;
}

export interface AttributeSlot {
  readonly name: string;
  readonly kind: 'category' | 'number' | 'boolean';
  /** Values by code; the last is `other` where the policy takes further values. */
  readonly domain: Domain;
  readonly other: boolean;
}

/** An input 输入 of a rule, by slot. */
export interface InputSlot {
  readonly name: string;
  readonly type: ValueType;
}

export interface CounterSlot {
  /** `x`, or `previous.x`. */
  readonly name: string;
  readonly model: CounterModel;
  /** Position among all counters of the policy, the same in every benefit and segment. */
  readonly global: number;
  /** The value of the period before: `counter.previous.x`. */
  readonly previous: boolean;
}

export interface ParameterSlot {
  readonly name: string;
  readonly resolved: ResolvedParameter;
  /** Citation of the value, and per cell of its table where rows have their own. */
  readonly cite: string;
  readonly cellCites?: readonly string[];
}

export interface SumSlot {
  readonly name: string;
  readonly slot: number;
}

/** Funds in policy order, then `provider` 医院负担 as the last. */
export interface PayerSlot {
  readonly id: string;
  readonly model?: PayerModel;
}

export interface FeedIr {
  /** Index into the benefit's counters. */
  readonly counter: number;
  readonly delta: Typed;
  /** Refusal when the counter would fall below 0; absent when it cannot. */
  readonly site?: number;
}

/** Where the compiled code may refuse; the code answers with the index of the site + 1. */
export type RefusalSite =
  | { readonly kind: 'policy'; readonly step: RefuseStep }
  | { readonly kind: 'fault'; readonly code: FaultCode; readonly step: string };

export type FaultCode =
  | 'policy-overpays'
  | 'policy-deductible-exceeds-scope'
  | 'policy-first-pay-exceeds-scope'
  | 'policy-rate-out-of-range'
  | 'policy-amount-too-large'
  | 'policy-counter-negative'
  | 'policy-division-by-zero'
  | 'policy-payment-negative'
  | 'policy-cover-undecided'
  | 'refund-exceeds-bill'
  | 'fact-unknown';

/** Layout of one step in the trace buffer: `[ran, result, ...inputs]` from `offset`. */
export interface TraceEntry {
  readonly step: string;
  readonly kind: string;
  readonly name: string;
  readonly type: ValueType;
  readonly domain?: Domain;
  readonly offset: number;
  readonly inputs: readonly TraceInputIr[];
  /** The step in the IR this entry belongs to. */
  readonly index: number;
}

export interface TraceInputIr {
  readonly name: string;
  readonly type: ValueType;
  readonly domain?: Domain;
  /** Code of the value, as a number. */
  readonly code: string;
  /** Parameter slot for the citation, and the code of the table cell that was read. */
  readonly parameter?: { readonly index: number; readonly cell?: string };
}
