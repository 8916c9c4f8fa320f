import { dateOfDayNumber } from '@gongji/domain';
import { emitExpr } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import { equation } from '../expr/work.ts';
import type { TraceEntry } from '../ir.ts';
import type { SuspendStep } from '../model.ts';
import { addSite, checkExpr } from '../scope.ts';
import { addTrace, put, putInputs, putResult, type StepKind, stopCode } from './step.ts';

/** `suspend` 暂停待遇: the first day without benefits while something overdue is not paid. */
export interface SuspendIr {
  readonly kind: 'suspend';
  readonly from: Typed;
  /** When a second `suspend` of the rule runs. */
  readonly site: number;
  readonly model: SuspendStep;
  readonly trace: TraceEntry;
}

export const suspendStep: StepKind<SuspendStep, SuspendIr> = {
  check(step, scope) {
    const from = checkExpr(scope, step.from, 'day');
    const trace = addTrace(scope, { kind: 'suspend', name: 'suspend', type: 'day', exprs: [from] });
    const site = addSite(scope, { kind: 'fault', code: 'policy-cover-undecided', step: scope.here.path });
    return from === undefined ? undefined : { kind: 'suspend', from, site, model: step, trace };
  },

  emit(ir, out) {
    putInputs(out, ir.trace);
    put(out, `if(++zCovers>1)${stopCode(out, ir.site)}`);
    put(out, `zCover=${ir.trace.index};zFrom=${emitExpr(out.ctx, ir.from)};`);
    putResult(out, ir.trace, 'zFrom');
  },

  explain(ir, reading) {
    const first = dateOfDayNumber(reading.step.result);
    const worked = reading.work(ir.from);
    return {
      title: { zh: '暂停待遇', en: 'Suspension of benefits' },
      formula: [...worked.lines, ...equation(worked, first, 'day')],
      sentence: {
        zh: `欠费未缴清的，自 ${first} 起暂停待遇。`,
        en: `Benefits stop from ${first} while something overdue is not paid.`,
      },
      told: [],
    };
  },
};
