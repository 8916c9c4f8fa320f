import { dateOfDayNumber } from '@gongji/domain';
import { emitExpr } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import { equation } from '../expr/work.ts';
import type { TraceEntry } from '../ir.ts';
import type { CoverStep, ExprText } from '../model.ts';
import { addSite, checkExpr } from '../scope.ts';
import type { TraceReading } from '../trace-reading.ts';
import { addTrace, put, putInputs, putResult, type StepKind, stopCode } from './step.ts';

/** `cover` 待遇享受期: the first and the last covered day, and the day from which a waiting period counts. */
export interface CoverIr {
  readonly kind: 'cover';
  readonly from: Typed;
  readonly to?: Typed;
  readonly waitingFrom?: Typed;
  /** When a second `cover` of the rule runs. */
  readonly site: number;
  readonly model: CoverStep;
  readonly trace: TraceEntry;
}

/** Locals of the code of a rule: how many `cover` steps ran, which, and its days. */
export const COVER_LOCALS = 'let zCovers=0,zFrom=0,zTo=0,zSince=0,zCover=-1;';

export const coverStep: StepKind<CoverStep, CoverIr> = {
  check(step, scope) {
    const day = (text: ExprText | undefined) => text && checkExpr(scope, text, 'day');
    const [from, to, waitingFrom] = [day(step.from), day(step.to), day(step.waitingFrom)];
    const exprs = [from, to, waitingFrom];
    const trace = addTrace(scope, { kind: 'cover', name: 'cover', type: 'day', exprs });
    const site = addSite(scope, { kind: 'fault', code: 'policy-cover-undecided', step: scope.here.path });
    if (from === undefined || missing(step, to, waitingFrom)) return undefined;
    return {
      kind: 'cover',
      from,
      ...(to === undefined ? {} : { to }),
      ...(waitingFrom === undefined ? {} : { waitingFrom }),
      site,
      model: step,
      trace,
    };
  },

  emit(ir, out) {
    putInputs(out, ir.trace);
    put(out, `if(++zCovers>1)${stopCode(out, ir.site)}`);
    put(out, `zCover=${ir.trace.index};zFrom=${emitExpr(out.ctx, ir.from)};`);
    if (ir.to !== undefined) put(out, `zTo=${emitExpr(out.ctx, ir.to)};`);
    if (ir.waitingFrom !== undefined) put(out, `zSince=${emitExpr(out.ctx, ir.waitingFrom)};`);
    putResult(out, ir.trace, 'zFrom');
  },

  explain(ir, reading) {
    const first = dateOfDayNumber(reading.step.result);
    const to = ir.to === undefined ? undefined : settledDay(ir.to, reading);
    const until =
      to === undefined
        ? { zh: '，缴费期间持续有效', en: ', as long as contributions are paid' }
        : { zh: `至 ${to}`, en: ` to ${to}` };
    const worked = reading.work(ir.from);
    const repair = ir.model.repair;
    return {
      title: { zh: '待遇享受期', en: 'Days covered' },
      formula: [...worked.lines, ...equation(worked, first, 'day')],
      sentence: {
        zh: `自 ${first} 起享受待遇${until.zh}。${repair === undefined ? '' : `${repair.zh}。`}`,
        en: `Covered from ${first}${until.en}.${repair === undefined ? '' : ` ${repair.en}.`}`,
      },
      told: [],
    };
  },
};

function settledDay(t: Typed, reading: TraceReading): string {
  const { value } = reading.work(t);
  return typeof value === 'object' ? dateOfDayNumber(Number(value.n)) : '';
}

function missing(step: CoverStep, to: Typed | undefined, since: Typed | undefined): boolean {
  return (
    (step.to !== undefined && to === undefined) || (step.waitingFrom !== undefined && since === undefined)
  );
}
