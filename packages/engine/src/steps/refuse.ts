import type { TraceEntry } from '../ir.ts';
import type { RefuseStep } from '../model.ts';
import { addSite } from '../scope.ts';
import { addTrace, noteCode, put, type StepKind } from './step.ts';

/** `refuse` 拒付: under its condition the whole bill is refused. */
export interface RefuseIr {
  readonly kind: 'refuse';
  readonly site: number;
  readonly trace: TraceEntry;
}

export const refuseStep: StepKind<RefuseStep, RefuseIr> = {
  check(step, scope) {
    const trace = addTrace(scope, { kind: 'refuse', name: step.code, type: 'boolean', exprs: [] });
    return { kind: 'refuse', site: addSite(scope, { kind: 'policy', step }), trace };
  },

  emit(ir, out) {
    put(out, noteCode(out, ir.site));
  },

  /** Never in the trace of a bill that was settled. */
  explain(ir) {
    return {
      title: { zh: '拒付', en: 'Refused' },
      formula: [],
      sentence: { zh: `按 ${ir.trace.name} 拒付。`, en: `Refused: ${ir.trace.name}.` },
      told: [],
    };
  },
};
