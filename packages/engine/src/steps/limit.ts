import { emitNonNegative } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import type { TraceEntry } from '../ir.ts';
import type { LimitStep } from '../model.ts';
import { checkExpr, declare, runningAmount } from '../scope.ts';
import { explainLimit } from './limit-words.ts';
import { addTrace, amountInput, putInputs, putResult, putWhere, type StepKind } from './step.ts';

/** `limit` 限额: cuts the top of a running amount; what is above gets a name. A negative limit counts as 0. */
export interface LimitIr {
  readonly kind: 'limit';
  readonly name: string;
  readonly slot: number;
  readonly of: { readonly name: string; readonly slot: number };
  readonly to: Typed;
  readonly trace: TraceEntry;
}

export const limitStep: StepKind<LimitStep, LimitIr> = {
  check(step, scope) {
    const of = runningAmount(scope, step.at, step.of);
    const to = checkExpr(scope, step.to, 'amount');
    const before = [amountInput(step.of, `v${of?.slot ?? 0}`)];
    const trace = addTrace(scope, { kind: 'limit', name: step.name, type: 'amount', exprs: [to], before });
    const slot = declare(scope, step.at, step.name, { type: 'amount', running: true, nonNegative: true });
    if (of === undefined || to === undefined) return undefined;
    return { kind: 'limit', name: step.name, slot, of: { name: step.of, slot: of.slot }, to, trace };
  },

  emit(ir, out) {
    putInputs(out, ir.trace);
    const above = `v${ir.slot}=Math.max(0,v${ir.of.slot}-${emitNonNegative(out.ctx, ir.to)});`;
    putWhere(out, `v${ir.of.slot}`, `${above}v${ir.of.slot}-=v${ir.slot};`);
    putResult(out, ir.trace, `v${ir.slot}`);
  },

  explain: explainLimit,
};
