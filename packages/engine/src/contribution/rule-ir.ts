import type { Typed } from '../expr/typed.ts';
import type { AttributeSlot, InputSlot, ParameterSlot, RefusalSite, TraceEntry } from '../ir.ts';
import type { RuleModel } from '../model.ts';
import type { StepIr } from '../steps/step-kinds.ts';

/** A rule, typed and with every name resolved to a slot: what code is generated from and explanations are told from. */
export interface RuleIr {
  readonly id: string;
  readonly model: RuleModel;
  readonly attributes: readonly AttributeSlot[];
  readonly inputs: readonly InputSlot[];
  readonly parameters: readonly ParameterSlot[];
  readonly when?: Typed;
  readonly window?: { readonly opens: Typed; readonly closes: Typed };
  readonly steps: readonly StepIr[];
  /** Payments in the order of the steps. */
  readonly pays: readonly PaySlot[];
  readonly sites: readonly RefusalSite[];
  readonly trace: readonly TraceEntry[];
  readonly traceSize: number;
}

export interface PaySlot {
  readonly name: string;
  readonly payer: string;
  readonly into: string;
  readonly component: string;
  readonly slot: number;
}
