import type { Facts } from '../bill.ts';
import { attributeCode } from '../encode.ts';
import { CALENDAR } from '../expr/calendar.ts';
import { type CallName, childrenOf, type Ref, type Typed } from '../expr/typed.ts';
import type { BenefitIr } from '../ir.ts';
import type { Dimension } from '../table.ts';

/** What an expression is evaluated for: a benefit's rules and the facts of a bill; counters stand at nothing. */
export interface Setting {
  readonly ir: BenefitIr;
  readonly facts: Facts;
}

/**
 * Value of a typed expression in fen, ppm, counts and 0/1; undefined when it depends on the bill's amounts. For
 * judging the rules only, so a product may be a fraction of a fen here: money is settled by the compiled code.
 */
export function evaluate(setting: Setting, t: Typed): number | undefined {
  switch (t.kind) {
    case 'literal':
      return undefined;
    case 'const':
      return t.value;
    case 'ref':
      return refValue(setting, t.ref);
    default: {
      const args = childrenOf(t).map((child) => evaluate(setting, child));
      return args.every((arg) => arg !== undefined) ? combine(t, args) : undefined;
    }
  }
}

type Compound = Exclude<Typed, { readonly kind: 'literal' | 'const' | 'ref' }>;

function combine(t: Compound, args: readonly number[]): number {
  const [a = 0, b = 0, c = 0] = args;
  switch (t.kind) {
    case 'neg':
      return -a;
    case 'not':
      return a === 0 ? 1 : 0;
    case 'logic':
      return t.op === 'and' ? Math.min(a, b) : Math.max(a, b);
    case 'in':
      return args.slice(1).includes(a) ? 1 : 0;
    case 'compare':
      return compare(t.op, a, b) ? 1 : 0;
    case 'arith':
      return arith(t, a, b);
    case 'round':
      return round(t.rounding, a);
    case 'call':
      return call(t.fn, args, [a, b, c]);
  }
}

function compare(op: (Compound & { readonly kind: 'compare' })['op'], a: number, b: number): boolean {
  switch (op) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

const PPM = 1_000_000;

/** Rates are millionths: a rate times anything is divided by a million, and a quotient that is a rate multiplied. */
function arith(
  { op, type, left, right }: Compound & { readonly kind: 'arith' },
  a: number,
  b: number,
): number {
  if (op === '+') return a + b;
  if (op === '-') return a - b;
  if (op === '*') {
    const rates = [left, right].filter((side) => side.type === 'rate').length;
    const plain = left.type === 'number' || right.type === 'number';
    return (a * b) / (rates > 0 && !plain ? PPM : 1);
  }
  const scaled = type === 'rate' && left.type !== 'rate';
  return (a / b) * (scaled ? PPM : 1);
}

function round({ unit, how }: (Compound & { readonly kind: 'round' })['rounding'], a: number): number {
  const parts = a / unit;
  return (
    (how === 'half-up' ? Math.round(parts) : how === 'floor' ? Math.floor(parts) : Math.ceil(parts)) * unit
  );
}

function call(fn: CallName, args: readonly number[], [a, b, c]: readonly [number, number, number]): number {
  switch (fn) {
    case 'min':
      return Math.min(...args);
    case 'max':
      return Math.max(...args);
    case 'clamp':
      return Math.min(Math.max(a, b), c);
    case 'if':
      return a === 0 ? c : b;
    case 'abs':
      return Math.abs(a);
    case 'growthSum':
      return Array.from({ length: c }, (_, year) => a * (1 + b / PPM) ** year).reduce((sum, n) => sum + n, 0);
    default:
      return CALENDAR[fn](a, b, c);
  }
}

function refValue(setting: Setting, ref: Ref): number | undefined {
  const { ir, facts } = setting;
  switch (ref.kind) {
    case 'counter':
      return 0;
    case 'attribute': {
      const slot = ir.attributes[ref.index];
      const fact = facts[ref.name];
      return slot === undefined || fact === undefined ? undefined : attributeCode(slot, fact);
    }
    case 'parameter':
      return parameterValue(setting, ref);
    case 'value':
      return letValue(setting, ref.slot);
    default:
      return undefined;
  }
}

function parameterValue(setting: Setting, ref: Ref & { readonly kind: 'parameter' }): number | undefined {
  const resolved = setting.ir.parameters[ref.index]?.resolved;
  if (resolved === undefined || resolved.kind === 'constant') return resolved?.value;
  let cell = 0;
  for (const [column, dimension] of resolved.table.dimensions.entries()) {
    const key = ref.keys[column];
    const value = key === undefined ? undefined : refValue(setting, key);
    if (value === undefined) return undefined;
    cell = cell * dimension.size + indexOf(dimension, value);
  }
  return resolved.table.values[cell];
}

function indexOf(dimension: Dimension, value: number): number {
  return dimension.kind === 'code' ? value : dimension.starts.filter((start) => start <= value).length;
}

/** A `let` is worth 0 where its condition does not hold; what other steps take depends on the bill. */
function letValue(setting: Setting, slot: number): number | undefined {
  const step = setting.ir.steps.find(({ body }) => body.kind === 'let' && body.slot === slot);
  if (step?.body.kind !== 'let') return undefined;
  const runs = step.when === undefined ? 1 : evaluate(setting, step.when);
  if (runs === undefined) return undefined;
  return runs === 0 ? 0 : evaluate(setting, step.body.is);
}

/** Names of the attributes that an expression depends on, directly, through tables or through `let` values. */
export function attributesIn(ir: BenefitIr, t: Typed): readonly string[] {
  if (t.kind !== 'ref') return [...new Set(childrenOf(t).flatMap((child) => attributesIn(ir, child)))];
  return [...new Set(attributesOf(ir, t.ref))];
}

function attributesOf(ir: BenefitIr, ref: Ref): readonly string[] {
  if (ref.kind === 'attribute') return [ref.name];
  if (ref.kind === 'parameter') return ref.keys.flatMap((key) => attributesOf(ir, key));
  if (ref.kind !== 'value') return [];
  const step = ir.steps.find(({ body }) => body.kind === 'let' && body.slot === ref.slot);
  if (step?.body.kind !== 'let') return [];
  return [...(step.when === undefined ? [] : attributesIn(ir, step.when)), ...attributesIn(ir, step.body.is)];
}
