import type { Bilingual } from '@gongji/domain';
import { emitExpr, emitFraction, emitNonNegative } from '../expr/emit.ts';
import type { Typed } from '../expr/typed.ts';
import type { TraceEntry } from '../ir.ts';
import type { ShareStep } from '../model.ts';
import { emitRounding, ROUNDING_MODES } from '../rounding.ts';
import { addSite, checkExpr, checkRoundable, declare, runningAmount, type Scope } from '../scope.ts';
import { type BandsIr, checkBands, emitBands } from './share-bands.ts';
import { explainShare } from './share-words.ts';
import {
  addTrace,
  amountInput,
  type Out,
  put,
  putInputs,
  putResult,
  putWhere,
  type StepKind,
  stopCode,
} from './step.ts';

/** `share` 支付: what a payer takes of a running amount, rounded once, within the amount and the cap. */
export interface ShareIr {
  readonly kind: 'share';
  readonly name: string;
  /** The step gives the payment a name of its own. */
  readonly named: boolean;
  readonly payer: { readonly index: number; readonly name: Bilingual };
  readonly slot: number;
  readonly of: { readonly name: string; readonly slot: number };
  readonly how: HowIr;
  readonly round: ShareStep['round'];
  readonly cap?: Typed;
  readonly overCap?: { readonly name: string; readonly slot: number; readonly trace: TraceEntry };
  readonly site: number;
  readonly largeSite: number;
  readonly trace: TraceEntry;
}

export type HowIr =
  | { readonly kind: 'rate'; readonly rate: Typed }
  | { readonly kind: 'amount'; readonly amount: Typed }
  | BandsIr;

const PROVIDER: Bilingual = { zh: '医疗机构', en: 'the provider' };

export const shareStep: StepKind<ShareStep, ShareIr> = {
  check(step, scope) {
    const of = runningAmount(scope, step.at, step.of);
    const how = checkHow(step, scope);
    const cap = step.cap && checkExpr(scope, step.cap, 'amount');
    const trace = addTrace(scope, {
      kind: 'share',
      name: step.name,
      type: 'amount',
      exprs: [...exprsOf(how), cap],
      before: [amountInput(step.of, `v${of?.slot ?? 0}`)],
    });
    const overTrace =
      step.overCap === undefined
        ? undefined
        : addTrace(scope, { kind: 'overCap', name: step.overCap, type: 'amount', exprs: [] });
    const value = { type: 'amount', nonNegative: true } as const;
    const slot = declare(scope, step.at, step.name, { ...value, running: false });
    const over =
      step.overCap === undefined ? 0 : declare(scope, step.at, step.overCap, { ...value, running: true });
    const site = addSite(scope, { kind: 'fault', code: 'policy-overpays', step: scope.here.path });
    const largeSite = addSite(scope, {
      kind: 'fault',
      code: 'policy-amount-too-large',
      step: scope.here.path,
    });
    if (of === undefined || how === undefined || (step.cap !== undefined && cap === undefined))
      return undefined;
    const index = scope.payers.findIndex((p) => p.id === step.payer);
    return {
      kind: 'share',
      name: step.name,
      named: step.label !== undefined,
      payer: { index: Math.max(0, index), name: scope.payers[index]?.model?.name ?? PROVIDER },
      slot,
      of: { name: step.of, slot: of.slot },
      how,
      round: step.round,
      ...(cap === undefined ? {} : { cap }),
      ...(step.overCap !== undefined && overTrace !== undefined
        ? { overCap: { name: step.overCap, slot: over, trace: overTrace } }
        : {}),
      site,
      largeSite,
      trace,
    };
  },

  emit(ir, out) {
    const code: Out = { ...out, lines: [] };
    emitShare(ir, code);
    putWhere(out, `v${ir.of.slot}`, code.lines.join(''));
  },

  explain: explainShare,
};

function emitShare(ir: ShareIr, out: Out): void {
  put(out, `const base=v${ir.of.slot}>0?v${ir.of.slot}:0;`);
  if (ir.cap !== undefined) put(out, `const cap=${emitNonNegative(out.ctx, ir.cap)};`);
  emitHow(ir, out);
  put(out, 'if(paid>base)paid=base;');
  if (ir.cap !== undefined) emitCap(ir, out);
  putInputs(out, ir.trace);
  put(out, `v${ir.slot}=paid;v${ir.of.slot}-=paid;q${ir.payer.index}+=paid;zShared+=paid;`);
  put(out, `if(zShared>zTotal)${stopCode(out, ir.site)}`);
  putResult(out, ir.trace, 'paid');
  if (ir.overCap !== undefined) {
    putInputs(out, ir.overCap.trace);
    putResult(out, ir.overCap.trace, `v${ir.overCap.slot}`);
  }
}

function checkHow(step: ShareStep, scope: Scope): HowIr | undefined {
  switch (step.how.kind) {
    case 'rate': {
      const rate = checkExpr(scope, step.how.rate, 'rate');
      return rate && { kind: 'rate', rate };
    }
    case 'amount': {
      const amount = checkRoundable(scope, step.how.amount);
      return amount && { kind: 'amount', amount };
    }
    case 'bands':
      return checkBands(step.how, scope);
  }
}

function exprsOf(how: HowIr | undefined): readonly (Typed | undefined)[] {
  switch (how?.kind) {
    case undefined:
      return [];
    case 'rate':
      return [how.rate];
    case 'amount':
      return [how.amount];
    case 'bands':
      return [how.from, ...how.rows.flatMap((row) => [row.upTo, row.rate])];
  }
}

/** Leaves the rounded amount in `paid`. Products are summed exactly before they are rounded, once. */
function emitHow(ir: ShareIr, out: Out): void {
  const rounding = ROUNDING_MODES[ir.round];
  if (ir.how.kind === 'amount') {
    const { num, den } = emitFraction(out.ctx, ir.how.amount);
    put(out, `let paid=Math.max(0,${emitRounding(rounding, num, den)});`);
    return;
  }
  if (ir.how.kind === 'rate') put(out, `const rate=${emitExpr(out.ctx, ir.how.rate)};const sum=base*rate;`);
  else emitBands(ir.how, out);
  const half = rounding.how === 'half-up' ? rounding.unit * 500_000 : 0;
  put(out, `if(sum>${Number.MAX_SAFE_INTEGER - half})${stopCode(out, ir.largeSite)}`);
  const den = rounding.unit * 1_000_000;
  const whole = `Math.floor((sum${half === 0 ? '' : `+${half}`})/${den})${rounding.unit === 1 ? '' : `*${rounding.unit}`}`;
  put(out, `let paid=sum<=0?0:${whole};`);
}

function emitCap(ir: ShareIr, out: Out): void {
  if (ir.overCap === undefined) put(out, 'if(paid>cap)paid=cap;');
  else put(out, `if(paid>cap){v${ir.overCap.slot}=paid-cap;paid=cap;}`);
}
