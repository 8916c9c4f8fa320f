import { type EmitContext, emitExpr } from '../expr/emit.ts';
import { childrenOf, type Typed } from '../expr/typed.ts';
import type { SumSlot, TraceEntry } from '../ir.ts';
import type { ClassifyStep, ClassifySum } from '../model.ts';
import { addSite, checkExpr, declare } from '../scope.ts';
import { explainClassify } from './classify-words.ts';
import { addTrace, amountInput, putInputs, putResult, type StepKind } from './step.ts';

/** `classify` 分类: splits every line into self-paid, over-limit, first-pay and in-scope, and sums what has a name. */
export interface ClassifyIr {
  readonly kind: 'classify';
  readonly firstPay: Typed;
  readonly ceiling: boolean;
  readonly selfPaid: Typed;
  readonly sums: readonly SumIr[];
  readonly rateSite: number;
  readonly refundSite: number;
  readonly kindSite: number;
  readonly trace: TraceEntry;
}

export interface SumIr extends SumSlot {
  readonly of: ClassifySum['of'];
  readonly where?: Typed;
}

export const DEFAULT_CLASSIFY: Omit<ClassifyStep, 'at'> = {
  kind: 'classify',
  ceiling: true,
  sums: new Map(),
};

const AMOUNTS = ['total', 'selfPaid', 'overLimit', 'firstPay', 'inScope'] as const;

export const classifyStep: StepKind<ClassifyStep, ClassifyIr> = {
  check(step, scope) {
    scope.here.line = true;
    const firstPay = checkExpr(scope, step.firstPay ?? { text: 'line.firstPay', at: step.at }, 'rate');
    const selfPaidText = step.selfPaid ?? { text: "line.class == 'C' or line.refused", at: step.at };
    const selfPaid = checkExpr(scope, selfPaidText, 'boolean');
    const checked = [...step.sums].map(([name, sum]) => {
      const where = sum.where && checkExpr(scope, sum.where, 'boolean');
      return { name, of: sum.of, at: sum.at, where, broken: sum.where !== undefined && where === undefined };
    });
    scope.here.line = false;
    const value = { type: 'amount', running: true, nonNegative: true } as const;
    const sums = checked.map(({ name, of, at, where }): SumIr => {
      const slot = declare(scope, at, name, value);
      return { name, of, slot, ...(where === undefined ? {} : { where }) };
    });
    const codes: Readonly<Record<string, string>> = Object.fromEntries(
      AMOUNTS.map((name) => [name, `z${name.slice(0, 1).toUpperCase()}${name.slice(1)}`]),
    );
    const before = [
      ...AMOUNTS.map((name) => amountInput(name, codes[name] ?? '0')),
      ...sums.map(({ name, slot }) => amountInput(name, `v${slot}`)),
    ];
    const trace = addTrace(scope, { kind: 'classify', name: 'inScope', type: 'amount', exprs: [], before });
    const fault = { kind: 'fault', step: scope.here.path } as const;
    const rateSite = addSite(scope, { ...fault, code: 'policy-rate-out-of-range' });
    const refundSite = addSite(scope, { ...fault, code: 'refund-exceeds-bill' });
    const kindSite = addSite(scope, { ...fault, code: 'fact-unknown' });
    if (firstPay === undefined || selfPaid === undefined || checked.some((c) => c.broken)) return undefined;
    const { ceiling } = step;
    return { kind: 'classify', firstPay, ceiling, selfPaid, sums, rateSite, refundSite, kindSite, trace };
  },

  /** Only what is recorded; the split itself is {@link emitClassify}, or given with an aggregate bill. */
  emit(ir, out) {
    putInputs(out, ir.trace);
    putResult(out, ir.trace, 'zInScope');
  },

  explain: explainClassify,
};

/**
 * Body of `classify(A, C, L, P, I, K)`: lines in, the split of each into P, the bill's amounts into I[0..4] and the
 * sums into I[7..]. A negative line mirrors the positive one of that amount.
 * cnt × ceiling price, both in ten-thousandths (of a unit, of a yuan), is fen in millionths.
 */
export function emitClassify(ctx: EmitContext, ir: ClassifyIr): readonly string[] {
  const all = [ir.firstPay, ir.selfPaid, ...ir.sums.map((s) => s.where)].filter((e) => e !== undefined);
  const reads = (field: string) => all.some((e) => readsLine(e, field));
  const sumLocals = ir.sums.map((_, i) => `let u${i}=0;`).join('');
  return [
    `let self=0,over=0,first=0,scope=0;${sumLocals}`,
    'for(let i=0;i<L.length;i++){',
    'const l=L[i];const lamount=l.amountFen;const m=lamount<0?0-lamount:lamount;',
    'const lfirstPay=l.firstPayPpm;const lrefused=l.refused===true;',
    reads('class') ? "const k=l.itemClass;const lclass=k==='A'?0:k==='B'?1:2;" : '',
    reads('kind') ? `const lkind=K.kinds.get(l.kind);if(lkind===undefined)return ${ir.kindSite};` : '',
    reads('listCode') ? 'const llistCode=l.listCode===undefined?0:(K.codes.get(l.listCode)??0);' : '',
    ir.ceiling || reads('hasCeiling')
      ? 'const ceil=l.ceilingPriceE4;const lhasCeiling=ceil!==undefined&&l.cntE4!==undefined;'
      : '',
    'let ls=0,lo=0,lf=0,rate=0;',
    `if(${emitExpr(ctx, ir.selfPaid)})ls=m;`,
    'else{',
    ir.ceiling
      ? 'if(lhasCeiling){const c=Math.abs(l.cntE4)*ceil;if(c<m*1000000)lo=m-Math.floor((c+500000)/1000000);}'
      : '',
    `rate=${emitExpr(ctx, ir.firstPay)};if(!(rate>=0&&rate<=1000000))return ${ir.rateSite};`,
    'if(rate!==0)lf=Math.floor(((m-lo)*rate+500000)/1000000);}',
    'let li=m-ls-lo-lf;',
    'if(lamount<0){ls=0-ls;lo=0-lo;lf=0-lf;li=0-li;}',
    'P[i]={id:l.id,selfPaidFen:ls,overLimitFen:lo,firstPayFen:lf,inScopeFen:li,firstPayPpm:rate};',
    'self+=ls;over+=lo;first+=lf;scope+=li;',
    ...ir.sums.map((sum, i) => {
      const add = `u${i}+=${LINE_PART[sum.of]};`;
      return sum.where === undefined ? add : `if(${emitExpr(ctx, sum.where)})${add}`;
    }),
    '}',
    `if(self<0||over<0||first<0||scope<0${ir.sums.map((_, i) => `||u${i}<0`).join('')})return ${ir.refundSite};`,
    'I[0]=self+over+first+scope;I[1]=self;I[2]=over;I[3]=first;I[4]=scope;',
    ...ir.sums.map((_, i) => `I[${7 + i}]=u${i};`),
    'return 0;',
  ].filter((line) => line !== '');
}

const LINE_PART: Readonly<Record<ClassifySum['of'], string>> = {
  amount: 'lamount',
  selfPaid: 'ls',
  overLimit: 'lo',
  firstPay: 'lf',
  inScope: 'li',
};

function readsLine(t: Typed, field: string): boolean {
  if (t.kind === 'ref') return t.ref.kind === 'line' && t.ref.name === field;
  return childrenOf(t).some((child) => readsLine(child, field));
}
