import type { LineSplit } from '../assessment.ts';
import type { BillLine } from '../bill.ts';
import { emitExpr } from '../expr/emit.ts';
import { refsOf, type Typed } from '../expr/typed.ts';
import type { BenefitIr } from '../ir.ts';
import { PRELUDE } from '../rounding.ts';
import { emitClassify } from '../steps/classify.ts';
import type { Out } from '../steps/step.ts';
import { emitBody, hoistedCode } from './body.ts';

/** The functions that the code of one benefit answers with. */
export interface Program {
  /** Lines to amounts; 0, or the refusal site. the split of each line into P. */
  classify(
    A: number[],
    C: number[],
    L: readonly BillLine[],
    P: LineSplit[],
    I: number[],
    K: LineCodes,
  ): number;
  /** Amounts to shares: outputs in O, trace in T, noted refusals in R; 0, or the refusal site. */
  settle(A: number[], C: number[], I: number[], T: number[], O: number[], R: number[]): number;
  /** Whether the benefit's own condition holds. */
  when(A: number[]): boolean;
}

/** Codes of the texts that line expressions compare. */
export interface LineCodes {
  readonly kinds: ReadonlyMap<string, number>;
  readonly codes: ReadonlyMap<string, number>;
}

/** Positions in `O`; payers follow, the provider last, then what each fed counter moves by. */
export const OUT = {
  selfPaid: 0,
  overLimit: 1,
  firstPay: 2,
  inScope: 3,
  deductible: 4,
  person: 5,
  account: 6,
  family: 7,
  payers: 8,
} as const;

/** Positions in `I`; sums follow. */
export const IN = {
  total: 0,
  selfPaid: 1,
  overLimit: 2,
  firstPay: 3,
  inScope: 4,
  account: 5,
  family: 6,
  sums: 7,
} as const;

/**
 * Source of the program of a benefit: statements that end in `return {…}`. It holds numbers and generated names only,
 * never a text of the policy.
 */
export function emitProgram(ir: BenefitIr): string {
  const ctx = { parameters: ir.parameters.map((p) => p.resolved) };
  const tables = ir.parameters.map(({ resolved }, i) =>
    resolved.kind === 'table' ? `const t${i}=Float64Array.of(${resolved.table.values.join(',')});` : '',
  );
  return [
    PRELUDE,
    ...tables,
    emitClassifyFunction(ir, ctx),
    emitSettle(ir, ctx),
    `function when(A){${loadAttributes(ir)}return ${ir.when === undefined ? 'true' : emitExpr(ctx, ir.when)};}`,
    'return {classify,settle,when};',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function loadAttributes(ir: BenefitIr): string {
  return ir.attributes.map((_, i) => `const a${i}=A[${i}];`).join('');
}

function loadCounters(ir: BenefitIr): string {
  return ir.counters.map((_, i) => `const c${i}=C[${i}];`).join('');
}

function emitClassifyFunction(ir: BenefitIr, ctx: Out['ctx']): string {
  const classify = ir.steps[0]?.body;
  if (classify?.kind !== 'classify') throw new Error(`benefit ${ir.id} does not begin with classify`);
  const exprs: readonly Typed[] = [
    classify.firstPay,
    classify.selfPaid,
    ...classify.sums.flatMap((s) => (s.where === undefined ? [] : [s.where])),
  ];
  const needed = refsOf(exprs).some(({ ref }) => ref.kind !== 'line');
  return [
    'function classify(A,C,L,P,I,K){',
    needed ? loadAttributes(ir) + loadCounters(ir) : '',
    ...hoistedCode({ ctx }, ir, exprs),
    ...emitClassify(ctx, classify),
    '}',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function emitSettle(ir: BenefitIr, ctx: Out['ctx']): string {
  const out: Out = { ctx, lines: [], mode: 'settle' };
  out.lines.push(
    'function settle(A,C,I,T,O,R){',
    'let status=0;bad=0;',
    loadAttributes(ir),
    loadCounters(ir),
    'const zTotal=I[0],zSelfPaid=I[1],zOverLimit=I[2],zAccount=I[5],zFamily=I[6];let zFirstPay=I[3],zInScope=I[4];',
    ...ir.sums.map(({ slot }, i) => `let v${slot}=I[${IN.sums + i}];`),
    ...ir.trace.map(({ offset }) => `T[${offset}]=0;`),
  );
  emitBody(out, ir);
  out.lines.push(
    'if(status!==0)return status;',
    'O[0]=zSelfPaid;O[1]=zOverLimit;O[2]=zFirstPay;O[3]=zInScope;O[4]=zDeductible;',
    'O[5]=zTotal-zShared;O[6]=zAccountPaid;O[7]=zFamilyPaid;',
    ...ir.payers.map((_, i) => `O[${OUT.payers + i}]=q${i};`),
    ...ir.feeds.map((_, i) => `O[${OUT.payers + ir.payers.length + i}]=d${i};`),
    'return 0;}',
  );
  return out.lines.filter((line) => line !== '').join('\n');
}
