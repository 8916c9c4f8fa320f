import { dateOfDayNumber } from '@gongji/domain';
import { emitExpr } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import { equation } from '../expr/work.ts';
import type { TraceEntry } from '../ir.ts';
import type { RetireStep } from '../model.ts';
import { addSite, checkExpr } from '../scope.ts';
import { addTrace, put, putInputs, putResult, type StepKind, stopCode } from './step.ts';

/** `retire` 法定退休年龄: the day of the statutory age, and the first on which a person may retire by own choice. */
export interface RetireIr {
  readonly kind: 'retire';
  readonly from: Typed;
  readonly earliest?: Typed;
  /** When a second `retire` of the rule runs. */
  readonly site: number;
  readonly model: RetireStep;
  readonly trace: TraceEntry;
}

export const retireStep: StepKind<RetireStep, RetireIr> = {
  check(step, scope) {
    const from = checkExpr(scope, step.from, 'day');
    const earliest = step.earliest && checkExpr(scope, step.earliest, 'day');
    const trace = addTrace(scope, { kind: 'retire', name: 'retire', type: 'day', exprs: [from, earliest] });
    const site = addSite(scope, { kind: 'fault', code: 'policy-cover-undecided', step: scope.here.path });
    if (from === undefined || (step.earliest !== undefined && earliest === undefined)) return undefined;
    return {
      kind: 'retire',
      from,
      ...(earliest === undefined ? {} : { earliest }),
      site,
      model: step,
      trace,
    };
  },

  emit(ir, out) {
    putInputs(out, ir.trace);
    put(out, `if(++zCovers>1)${stopCode(out, ir.site)}`);
    put(out, `zCover=${ir.trace.index};zFrom=${emitExpr(out.ctx, ir.from)};`);
    put(out, `zTo=${ir.earliest === undefined ? 'zFrom' : emitExpr(out.ctx, ir.earliest)};`);
    putResult(out, ir.trace, 'zFrom');
  },

  explain(ir, reading) {
    const due = dateOfDayNumber(reading.step.result);
    const worked = reading.work(ir.from);
    return {
      title: { zh: '法定退休年龄', en: 'Statutory age of retirement' },
      formula: [...worked.lines, ...equation(worked, due, 'day')],
      sentence: {
        zh: `于 ${due} 达到法定退休年龄。`,
        en: `The statutory age of retirement is reached on ${due}.`,
      },
      told: [],
    };
  },
};
