import type { Bilingual } from '@gongji/domain';
import { type EmitContext, emitCell, emitExpr } from '../expr/emit.ts';
import { type Domain, refsOf, type Typed, type ValueType } from '../expr/typed.ts';
import type { TraceEntry, TraceInputIr } from '../ir.ts';
import type { StepModel } from '../model.ts';
import type { Scope } from '../scope.ts';
import type { TraceReading } from '../trace-reading.ts';

/**
 * One kind of step 步骤: checks what the officer wrote and gives it types, emits its code, and says in words what it
 * did. `check` returns undefined when something is wrong (reported). `emit` writes statements that read and assign the
 * benefit's locals (see codegen/settle.ts); it never sees policy text.
 */
export interface StepKind<Model extends StepModel, Ir> {
  check(step: Model, scope: Scope): Ir | undefined;
  emit(ir: Ir, out: Out): void;
  explain(ir: Ir, reading: TraceReading): Explanation;
}

/** What a step did, in a form that a person can follow with a pocket calculator. */
export interface Explanation {
  readonly title: Bilingual;
  /** Lines to work one after the other, each `… = result`. */
  readonly formula: readonly string[];
  readonly sentence: Bilingual;
  readonly told: Told;
}

/** Inputs that the sentence tells already, or all where the others do not matter. */
export type Told = readonly string[] | 'all';

/** Code being written. The same steps are written for settling (with trace) and for replaying columns (without). */
export interface Out {
  readonly ctx: EmitContext;
  readonly lines: string[];
  readonly mode: 'settle' | 'replay';
}

export function put(out: Out, code: string): void {
  out.lines.push(code);
}

/** Calls of the prelude that may set `bad`. */
const FALLIBLE = /R[UDC]\(|DV\(/;

/**
 * Writes code that has no effect unless `positive` is above 0: a replay skips it then, as most layers of most bills
 * have nothing to share. What could refuse (`mayRefuse`, where only a part of the code could) the bill must still run, as it does when the bill is settled with a trace.
 */
export function putWhere(out: Out, positive: string, code: string, mayRefuse = code): void {
  put(out, out.mode === 'replay' && !FALLIBLE.test(mayRefuse) ? `if(${positive}>0){${code}}` : code);
}

/** Code that refuses the bill at once. */
export function stopCode(out: Out, site: number): string {
  return out.mode === 'settle' ? `return ${site};` : `{status=${site};break bill;}`;
}

/** Code that refuses the bill at the end, so that all refusals come back. */
export function noteCode(out: Out, site: number): string {
  return out.mode === 'settle' ? `{R.push(${site});status=${site};}` : `{if(status===0)status=${site};}`;
}

/** Records that the step runs and with which inputs; must be written before the step changes anything. */
export function putInputs(out: Out, entry: TraceEntry): void {
  if (out.mode !== 'settle') return;
  const cells: string[] = [];
  let at = entry.offset + 2;
  for (const input of entry.inputs) {
    cells.push(`T[${at++}]=${input.code};`);
    if (input.parameter?.cell !== undefined) cells.push(`T[${at++}]=${input.parameter.cell};`);
  }
  put(out, `T[${entry.offset}]=1;${cells.join('')}`);
}

export function putResult(out: Out, entry: TraceEntry, code: string): void {
  if (out.mode === 'settle') put(out, `T[${entry.offset + 1}]=${code};`);
}

export interface TraceShape {
  readonly kind: string;
  readonly name: string;
  readonly type: ValueType;
  readonly domain?: Domain;
  /** Expressions whose leaves are inputs, and further inputs by their code. */
  readonly exprs: readonly (Typed | undefined)[];
  readonly before?: readonly TraceInputIr[];
  readonly after?: readonly TraceInputIr[];
}

/** Reserves the room of a step in the trace buffer. */
export function addTrace(scope: Scope, shape: TraceShape): TraceEntry {
  const { kind, name, type, domain } = shape;
  const leaves = refsOf(shape.exprs.filter((e) => e !== undefined)).map((ref) => inputOf(scope, ref));
  const inputs = uniqueInputs([...(shape.before ?? []), ...leaves, ...(shape.after ?? [])]);
  const size = inputs.reduce((n, input) => n + (input.parameter?.cell === undefined ? 1 : 2), 2);
  const entry: TraceEntry = {
    step: scope.here.path,
    kind,
    name,
    type,
    ...(domain === undefined ? {} : { domain }),
    offset: scope.sizes.trace,
    inputs,
    index: scope.here.index,
  };
  scope.sizes.trace += size;
  scope.trace.push(entry);
  return entry;
}

function uniqueInputs(inputs: readonly TraceInputIr[]): readonly TraceInputIr[] {
  return inputs.filter((input, i) => inputs.findIndex((other) => other.name === input.name) === i);
}

function inputOf(scope: Scope, { ref, type, domain }: Typed & { readonly kind: 'ref' }): TraceInputIr {
  const ctx = { parameters: scope.parameters.map((p) => p.resolved) };
  const code = emitExpr(ctx, { kind: 'ref', type, ref });
  const base = {
    name: inputName(ref),
    type,
    code: type === 'boolean' ? `(${code}?1:0)` : code,
    ...(domain === undefined ? {} : { domain }),
  };
  if (ref.kind !== 'parameter') return base;
  const resolved = scope.parameters[ref.index]?.resolved;
  if (resolved?.kind !== 'table') return { ...base, parameter: { index: ref.index } };
  const cell = resolved.hoisted ? `i${ref.index}` : emitCell(ctx, ref);
  return { ...base, parameter: { index: ref.index, cell } };
}

/** The name by which an expression reads the value, as the officer wrote it. */
export function inputName(ref: { readonly kind: string; readonly name: string }): string {
  return ref.kind === 'counter' || ref.kind === 'paid' ? `${ref.kind}.${ref.name}` : ref.name;
}

/** An input that no expression names, such as the amount a step takes from. */
export function amountInput(name: string, code: string): TraceInputIr {
  return { name, type: 'amount', code };
}
