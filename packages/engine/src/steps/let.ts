import { emitExpr } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import type { TraceEntry } from '../ir.ts';
import type { LetStep } from '../model.ts';
import { nonNegative } from '../non-negative.ts';
import { checkExpr, declare, reportAt } from '../scope.ts';
import { explainLet } from './let-words.ts';
import { addTrace, put, putInputs, putResult, type StepKind } from './step.ts';

/** `let` 设: a value with a name. An amount so named is a running amount. */
export interface LetIr {
  readonly kind: 'let';
  readonly name: string;
  readonly slot: number;
  readonly flag: boolean;
  readonly is: Typed;
  readonly trace: TraceEntry;
}

export const letStep: StepKind<LetStep, LetIr> = {
  check(step, scope) {
    const is = checkExpr(scope, step.is);
    const type = is?.type ?? 'amount';
    if (type === 'product' || type === 'literal') {
      reportAt(scope, step.is.at, 'type-mismatch', {
        zh: `${step.name} 是未取整的金额，请用 roundFen(…) 等取整`,
        en: `${step.name} is not rounded yet: use roundFen(…) or another rounding`,
      });
      return undefined;
    }
    const domain = is?.kind === 'ref' ? is.domain : undefined;
    const shape = { type, ...(domain === undefined ? {} : { domain }) };
    const known = is === undefined || nonNegative(scope, is);
    const trace = addTrace(scope, { kind: 'let', name: step.name, ...shape, exprs: [is] });
    const slot = declare(scope, step.at, step.name, {
      ...shape,
      running: type === 'amount',
      nonNegative: known,
    });
    return is && { kind: 'let', name: step.name, slot, flag: type === 'boolean', is, trace };
  },

  emit(ir, out) {
    putInputs(out, ir.trace);
    put(out, `v${ir.slot}=${emitExpr(out.ctx, ir.is)};`);
    putResult(out, ir.trace, ir.flag ? `(v${ir.slot}?1:0)` : `v${ir.slot}`);
  },

  explain: explainLet,
};
