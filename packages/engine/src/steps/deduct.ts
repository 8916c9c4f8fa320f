import { emitExpr, emitFraction } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import type { TraceEntry } from '../ir.ts';
import type { DeductStep } from '../model.ts';
import { emitRounding, ROUNDING_MODES } from '../rounding.ts';
import { addSite, checkExpr, checkRoundable, declare, runningAmount, type Scope } from '../scope.ts';
import { explainDeduct } from './deduct-words.ts';
import {
  addTrace,
  amountInput,
  put,
  putInputs,
  putResult,
  putWhere,
  type StepKind,
  stopCode,
} from './step.ts';

/** `deduct` 扣除: takes up to an amount, or a rate, off the bottom of a running amount. */
export interface DeductIr {
  readonly kind: 'deduct';
  readonly name: string;
  readonly slot: number;
  readonly from: { readonly name: string; readonly slot: number };
  readonly how: 'upTo' | 'rate';
  readonly amount: Typed;
  readonly round: DeductStep['round'];
  readonly role: DeductStep['role'];
  readonly site: number;
  readonly trace: TraceEntry;
}

export const deductStep: StepKind<DeductStep, DeductIr> = {
  check(step, scope) {
    const from = runningAmount(scope, step.at, step.from);
    const how = step.upTo === undefined ? 'rate' : 'upTo';
    const amount = checkHow(step, scope);
    const before = [amountInput(step.from, `v${from?.slot ?? 0}`)];
    const trace = addTrace(scope, {
      kind: 'deduct',
      name: step.name,
      type: 'amount',
      exprs: [amount],
      before,
    });
    const slot = declare(scope, step.at, step.name, { type: 'amount', running: true, nonNegative: true });
    const code =
      step.role === 'firstPay' ? 'policy-first-pay-exceeds-scope' : 'policy-deductible-exceeds-scope';
    const site = step.role === 'none' ? 0 : addSite(scope, { kind: 'fault', code, step: scope.here.path });
    if (from === undefined || amount === undefined) return undefined;
    const { name, round, role } = step;
    return {
      kind: 'deduct',
      name,
      slot,
      from: { name: step.from, slot: from.slot },
      how,
      amount,
      round,
      role,
      site,
      trace,
    };
  },

  emit(ir, out) {
    putInputs(out, ir.trace);
    const rounding = ROUNDING_MODES[ir.round];
    const rate =
      ir.how === 'rate'
        ? `(v${ir.from.slot}>0?v${ir.from.slot}:0)*${emitExpr(out.ctx, ir.amount)}`
        : undefined;
    const { num, den } =
      rate === undefined ? emitFraction(out.ctx, ir.amount) : { num: rate, den: '1000000' };
    const taken = `v${ir.slot}=Math.max(0,Math.min(v${ir.from.slot},${emitRounding(rounding, num, den)}));`;
    // Rounding nothing at all refuses nothing: of a rate only its own expression could.
    const mayRefuse = rate === undefined ? taken : emitExpr(out.ctx, ir.amount);
    putWhere(out, `v${ir.from.slot}`, `${taken}v${ir.from.slot}-=v${ir.slot};`, mayRefuse);
    if (ir.role === 'deductible') {
      put(out, `zDeductible+=v${ir.slot};if(zDeductible>zInScope)${stopCode(out, ir.site)}`);
    } else if (ir.role === 'firstPay') {
      put(out, `zFirstPay+=v${ir.slot};zInScope-=v${ir.slot};if(zInScope<0)${stopCode(out, ir.site)}`);
    }
    putResult(out, ir.trace, `v${ir.slot}`);
  },

  explain: explainDeduct,
};

function checkHow(step: DeductStep, scope: Scope): Typed | undefined {
  if (step.upTo !== undefined) return checkRoundable(scope, step.upTo);
  return step.rate === undefined ? undefined : checkExpr(scope, step.rate, 'rate');
}
