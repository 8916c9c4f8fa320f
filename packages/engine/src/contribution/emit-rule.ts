import { exprsOfBody, hoistedCode } from '../codegen/body.ts';
import { CALENDAR } from '../expr/calendar.ts';
import { emitExpr } from '../expr/emit.ts';
import { refsOf, type Typed } from '../expr/typed.ts';
import { DIVISION_SITE, LARGE_SITE } from '../lower.ts';
import { resultStep } from '../model.ts';
import { PRELUDE } from '../rounding.ts';
import { COVER_LOCALS } from '../steps/cover.ts';
import { type Out, put, stopCode } from '../steps/step.ts';
import { emitStep, slotsOf } from '../steps/step-kinds.ts';
import { UNDECIDED_SITE } from './lower-rule.ts';
import type { RuleIr } from './rule-ir.ts';

/** Functions of a compiled rule; `A` facts and `X` inputs in slot order. */
export interface RuleProgram {
  /** Whether the rule applies. */
  when(A: number[], X: number[]): boolean;
  /** Fills W with the first and the last day of its window. */
  window(A: number[], X: number[], W: number[]): void;
  /** Runs the steps: payments (or cover) in O, trace in T, noted refusals in R; 0, or the refusal site. */
  run(A: number[], X: number[], T: number[], O: number[], R: number[]): number;
  /**
   * The same without trace for many rows: `A[slot][row]`, `X[slot][row]` to `O[payment][row]`; `S[row]` is 0, the
   * refusal site, or 255 where the rule does not apply (its payments are then 0).
   */
  batch(
    n: number,
    A: readonly Column[],
    X: readonly Column[],
    O: readonly Float64Array[],
    S: Uint8Array,
  ): void;
}

export type Column = Float64Array | Int32Array | Uint8Array;

/** Row of a batch to which the rule does not apply. */
export const NOT_APPLICABLE = 255;

/** Positions in `O` of a rule of cover. */
export const COVER_OUT = { step: 0, from: 1, to: 2, waitingFrom: 3 } as const;

/** Only source generated from typed rules is ever run; it holds numbers and generated names, never policy text. */
export function linkRule(ir: RuleIr): RuleProgram {
  return new Function('F', `"use strict";\n${emitRule(ir)}`)(CALENDAR) as RuleProgram;
}

/** Sums of a growing amount: each year's is the one before grown, half up to the fen. */
const GROWTH =
  'function GS(a,g,n){let s=0;for(let i=0;i<n&&i<200;i++){s+=a;a=RU(a*(1000000+g),1000000)}return s}';

export function emitRule(ir: RuleIr): string {
  const ctx = { parameters: ir.parameters.map((p) => p.resolved) };
  const tables = ir.parameters.flatMap(({ resolved }, i) =>
    resolved.kind === 'table' ? [`const t${i}=Float64Array.of(${resolved.table.values.join(',')});`] : [],
  );
  const load = loads(ir, (table, slot) => `${table}[${slot}]`);
  const head = (exprs: readonly Typed[]) => load + hoistedCode({ ctx }, ir, exprs).join('');
  const when = ir.when === undefined ? [] : [ir.when];
  const window = ir.window === undefined ? [] : [ir.window.opens, ir.window.closes];
  return [
    PRELUDE,
    GROWTH,
    ...tables,
    `function when(A,X){${head(when)}return ${ir.when === undefined ? 'true' : emitExpr(ctx, ir.when)};}`,
    `function window(A,X,W){${head(window)}${window.map((t, i) => `W[${i}]=${emitExpr(ctx, t)};`).join('')}}`,
    emitRun(ir, ctx, head(bodyExprs(ir))),
    givesDays(ir) ? 'const batch=undefined;' : emitBatch(ir, ctx),
    'return {when,window,run,batch};',
  ].join('\n');
}

function emitRun(ir: RuleIr, ctx: Out['ctx'], head: string): string {
  const out: Out = { ctx, lines: [], mode: 'settle' };
  put(out, `function run(A,X,T,O,R){let status=0;bad=0;${head}`);
  for (const { offset } of ir.trace) put(out, `T[${offset}]=0;`);
  emitBody(out, ir);
  put(out, 'if(status!==0)return status;');
  put(out, ir.pays.map(({ slot }, i) => `O[${i}]=v${slot};`).join(''));
  if (givesDays(ir)) put(out, 'O[0]=zCover;O[1]=zFrom;O[2]=zTo;O[3]=zSince;');
  put(out, 'return 0;}');
  return out.lines.join('\n');
}

function emitBatch(ir: RuleIr, ctx: Out['ctx']): string {
  const out: Out = { ctx, lines: [], mode: 'replay' };
  const exprs = [...(ir.when === undefined ? [] : [ir.when]), ...bodyExprs(ir)];
  const columns = [
    ...ir.attributes.map((_, i) => `const A${i}=A[${i}];`),
    ...ir.inputs.map((_, i) => `const X${i}=X[${i}];`),
    ...ir.pays.map((_, i) => `const O${i}=O[${i}];`),
  ];
  put(out, `function batch(n,A,X,O,S){${columns.join('')}for(let r=0;r<n;r++){let status=0;bad=0;`);
  put(out, loads(ir, (table, slot) => `${table}${slot}[r]`) + hoistedCode(out, ir, exprs).join(''));
  const zero = ir.pays.map((_, i) => `O${i}[r]=0;`).join('');
  if (ir.when !== undefined)
    put(out, `if(!${emitExpr(ctx, ir.when)}){S[r]=${NOT_APPLICABLE};${zero}continue;}`);
  put(out, 'bill:{');
  emitBody(out, ir);
  const results = ir.pays.map(({ slot }, i) => `O${i}[r]=v${slot};`).join('');
  put(out, `if(status===0){S[r]=0;${results}continue;}}S[r]=status;${zero}}}`);
  return out.lines.join('\n');
}

function emitBody(out: Out, ir: RuleIr): void {
  const locals = ir.steps
    .flatMap((step) => slotsOf(step.body))
    .map(({ slot, flag }) => `v${slot}=${flag ? 'false' : '0'}`);
  if (locals.length > 0) put(out, `let ${locals.join(',')};`);
  const days = givesDays(ir);
  if (days) put(out, COVER_LOCALS);
  for (const step of ir.steps) {
    put(out, step.when === undefined ? '{' : `if(${emitExpr(out.ctx, step.when)}){`);
    emitStep(step.body, out);
    put(out, '}');
  }
  if (days) put(out, `if(status===0&&zCovers!==1)${stopCode(out, UNDECIDED_SITE)}`);
  put(
    out,
    `if(bad!==0){const why=bad;bad=0;if(why===1)${stopCode(out, LARGE_SITE)}${stopCode(out, DIVISION_SITE)}}`,
  );
}

function givesDays({ model }: Pick<RuleIr, 'model'>): boolean {
  return resultStep(model.section) !== 'pay';
}

function bodyExprs(ir: RuleIr): readonly Typed[] {
  return ir.steps.flatMap(({ when, body }) => [when, ...exprsOfBody(body)]).filter((e) => e !== undefined);
}

function loads(ir: RuleIr, cell: (table: 'A' | 'X', slot: number) => string): string {
  return [
    ...ir.attributes.map((_, i) => `const a${i}=${cell('A', i)};`),
    ...ir.inputs.map((_, i) => `const x${i}=${cell('X', i)};`),
  ].join('');
}

/** Names of the facts and inputs that an expression depends on, through tables as well. */
export function needsOf(exprs: readonly Typed[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { ref } of refsOf(exprs)) {
    if (ref.kind === 'attribute' || ref.kind === 'input') names.add(ref.name);
    if (ref.kind === 'parameter') for (const key of ref.keys) names.add(key.name);
  }
  return names;
}
