import type { Typed } from '../expr/typed.ts';
import type { StepModel, UseStep } from '../model.ts';
import type { Scope } from '../scope.ts';
import type { TraceReading } from '../trace-reading.ts';
import { type AccountIr, accountStep } from './account.ts';
import { type ClassifyIr, classifyStep } from './classify.ts';
import { type CoverIr, coverStep } from './cover.ts';
import { type DeductIr, deductStep } from './deduct.ts';
import { type LetIr, letStep } from './let.ts';
import { type LimitIr, limitStep } from './limit.ts';
import { type PayIr, payStep } from './pay.ts';
import { type RefuseIr, refuseStep } from './refuse.ts';
import { type RetireIr, retireStep } from './retire.ts';
import { type ShareIr, shareStep } from './share.ts';
import type { Explanation, Out } from './step.ts';
import { type SuspendIr, suspendStep } from './suspend.ts';

export type StepBody =
  | ClassifyIr
  | LetIr
  | DeductIr
  | LimitIr
  | ShareIr
  | RefuseIr
  | AccountIr
  | PayIr
  | CoverIr
  | SuspendIr
  | RetireIr;

/** A checked step: what all kinds share, and the part of its kind. */
export interface StepIr {
  /** Where it stands in the policy, e.g. `inpatient.3` or `catastrophic.1`; counted from 1. */
  readonly path: string;
  readonly when?: Typed;
  /** The step as written: note and citation. */
  readonly model: Exclude<StepModel, UseStep>;
  readonly body: StepBody;
}

export function checkStep(step: Exclude<StepModel, UseStep>, scope: Scope): StepBody | undefined {
  switch (step.kind) {
    case 'classify':
      return classifyStep.check(step, scope);
    case 'let':
      return letStep.check(step, scope);
    case 'deduct':
      return deductStep.check(step, scope);
    case 'limit':
      return limitStep.check(step, scope);
    case 'share':
      return shareStep.check(step, scope);
    case 'refuse':
      return refuseStep.check(step, scope);
    case 'account':
      return accountStep.check(step, scope);
    case 'pay':
      return payStep.check(step, scope);
    case 'cover':
      return coverStep.check(step, scope);
    case 'suspend':
      return suspendStep.check(step, scope);
    case 'retire':
      return retireStep.check(step, scope);
  }
}

export function emitStep(body: StepBody, out: Out): void {
  switch (body.kind) {
    case 'classify':
      classifyStep.emit(body, out);
      break;
    case 'let':
      letStep.emit(body, out);
      break;
    case 'deduct':
      deductStep.emit(body, out);
      break;
    case 'limit':
      limitStep.emit(body, out);
      break;
    case 'share':
      shareStep.emit(body, out);
      break;
    case 'refuse':
      refuseStep.emit(body, out);
      break;
    case 'account':
      accountStep.emit(body, out);
      break;
    case 'pay':
      payStep.emit(body, out);
      break;
    case 'cover':
      coverStep.emit(body, out);
      break;
    case 'suspend':
      suspendStep.emit(body, out);
      break;
    case 'retire':
      retireStep.emit(body, out);
      break;
  }
}

export function explainStep(body: StepBody, reading: TraceReading): Explanation {
  switch (body.kind) {
    case 'classify':
      return classifyStep.explain(body, reading);
    case 'let':
      return letStep.explain(body, reading);
    case 'deduct':
      return deductStep.explain(body, reading);
    case 'limit':
      return limitStep.explain(body, reading);
    case 'share':
      return shareStep.explain(body, reading);
    case 'refuse':
      return refuseStep.explain(body, reading);
    case 'account':
      return accountStep.explain(body, reading);
    case 'pay':
      return payStep.explain(body, reading);
    case 'cover':
      return coverStep.explain(body, reading);
    case 'suspend':
      return suspendStep.explain(body, reading);
    case 'retire':
      return retireStep.explain(body, reading);
  }
}

/** Value slots that a step assigns, and whether each is a condition. */
export function slotsOf(body: StepBody): readonly { readonly slot: number; readonly flag: boolean }[] {
  switch (body.kind) {
    case 'let':
      return [{ slot: body.slot, flag: body.flag }];
    case 'deduct':
    case 'limit':
    case 'pay':
      return [{ slot: body.slot, flag: false }];
    case 'share':
      return [body.slot, ...(body.overCap === undefined ? [] : [body.overCap.slot])].map((slot) => ({
        slot,
        flag: false,
      }));
    default:
      return [];
  }
}
