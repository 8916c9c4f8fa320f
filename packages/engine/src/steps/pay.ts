import { emitFraction } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import { equation } from '../expr/work.ts';
import type { TraceEntry } from '../ir.ts';
import type { PayStep } from '../model.ts';
import { nonNegative } from '../non-negative.ts';
import { emitRounding, ROUNDING_MODES } from '../rounding.ts';
import { addSite, checkRoundable, declare } from '../scope.ts';
import { capital, yuan } from '../trace-reading.ts';
import { addTrace, put, putInputs, putResult, type StepKind, stopCode } from './step.ts';

/** `pay` 缴入: an amount that one payer pays into one fund; below zero is a fault of the policy. */
export interface PayIr {
  readonly kind: 'pay';
  readonly name: string;
  readonly slot: number;
  readonly amount: Typed;
  readonly model: PayStep;
  /** Refusal when the amount is below 0; absent when it cannot be. */
  readonly site?: number;
  readonly trace: TraceEntry;
}

export const payStep: StepKind<PayStep, PayIr> = {
  check(step, scope) {
    const amount = checkRoundable(scope, step.amount);
    const trace = addTrace(scope, { kind: 'pay', name: step.name, type: 'amount', exprs: [amount] });
    const slot = declare(scope, step.at, step.name, { type: 'amount', running: false, nonNegative: true });
    if (amount === undefined) return undefined;
    const fault = { kind: 'fault', code: 'policy-payment-negative', step: scope.here.path } as const;
    const guard = nonNegative(scope, amount) ? {} : { site: addSite(scope, fault) };
    return { kind: 'pay', name: step.name, slot, amount, model: step, ...guard, trace };
  },

  emit(ir, out) {
    putInputs(out, ir.trace);
    const { num, den } = emitFraction(out.ctx, ir.amount);
    put(out, `v${ir.slot}=${emitRounding(ROUNDING_MODES[ir.model.round], num, den)};`);
    if (ir.site !== undefined) put(out, `if(v${ir.slot}<0)${stopCode(out, ir.site)}`);
    putResult(out, ir.trace, `v${ir.slot}`);
  },

  explain(ir, reading) {
    const name = reading.name(ir.name);
    const text = yuan(reading.step.result);
    const worked = reading.work(ir.amount);
    return {
      title: { zh: name.zh, en: capital(name.en) },
      formula: [...worked.lines, ...equation(worked, text)],
      sentence: { zh: `${name.zh} ${text} 元。`, en: `${capital(name.en)}: ${text} yuan.` },
      told: [],
    };
  },
};
