import { emitRounding } from '../rounding.ts';
import type { DenseTable } from '../table.ts';
import type { CallName, Ref, ReservedName, Typed, ValueType } from './typed.ts';

/** A parameter as it holds on the day: one number, or a table. */
export type ResolvedParameter =
  | { readonly kind: 'constant'; readonly value: number }
  /** `hoisted`: keyed by attributes and counters only, so it is read once at the top. */
  | { readonly kind: 'table'; readonly table: DenseTable; readonly hoisted: boolean };

/** Parameters of the compiled benefit, by slot. */
export interface EmitContext {
  readonly parameters: readonly ResolvedParameter[];
}

/** An exact fraction of fen: code of the numerator, and the denominator as code. */
export interface Fraction {
  readonly num: string;
  readonly den: string;
}

const PPM = '1000000';

/** JavaScript of a typed expression; amounts, rates, numbers and codes as numbers, conditions as booleans. */
export function emitExpr(ctx: EmitContext, t: Typed): string {
  switch (t.kind) {
    case 'literal':
      throw new Error(`a literal without a type reached code generation: ${t.text}`);
    case 'const':
      return t.type === 'boolean' ? String(t.value === 1) : numberCode(t.value);
    case 'ref':
      return emitRef(ctx, t.ref, t.type);
    case 'arith':
      return emitArith(ctx, t);
    case 'neg':
      return `(0-${emitExpr(ctx, t.arg)})`;
    case 'not':
      return `!${emitExpr(ctx, t.arg)}`;
    case 'logic':
      return `(${emitExpr(ctx, t.left)}${t.op === 'and' ? '&&' : '||'}${emitExpr(ctx, t.right)})`;
    case 'compare':
      return `(${emitExpr(ctx, t.left)}${compareCode(t.op)}${emitExpr(ctx, t.right)})`;
    case 'in':
      return `(${t.options.map((o) => `${emitExpr(ctx, t.value)}===${emitExpr(ctx, o)}`).join('||')})`;
    case 'call':
      return emitCall(
        t.fn,
        t.args.map((a) => emitExpr(ctx, a)),
      );
    case 'round': {
      const { num, den } = emitFraction(ctx, t.arg);
      return `(${emitRounding(t.rounding, num, den)})`;
    }
  }
}

function compareCode(op: string): string {
  return op === '==' ? '===' : op === '!=' ? '!==' : op;
}

function emitCall(fn: CallName, args: readonly string[]): string {
  const [a = '0', b = '0', c = '0'] = args;
  switch (fn) {
    case 'if':
      return `(${a}?${b}:${c})`;
    case 'abs':
      return `Math.abs(${a})`;
    case 'clamp':
      return `Math.min(Math.max(${a},${b}),${c})`;
    case 'min':
    case 'max':
      return `Math.${fn}(${args.join(',')})`;
    case 'growthSum':
      return `GS(${args.join(',')})`;
    default:
      return `F.${fn}(${args.join(',')})`;
  }
}

/** Rates times or by something are rounded half up to the millionth; money is not rounded here. */
function emitArith(ctx: EmitContext, t: Typed & { readonly kind: 'arith' }): string {
  const [l, r] = [t.left, t.right];
  if (t.type === 'product') throw new Error('a product reached code generation without being rounded');
  const [left, right] = [emitExpr(ctx, l), emitExpr(ctx, r)];
  if (t.op === '/') return l.type === 'rate' ? `DV(${left},${right})` : `DV(${left}*${PPM},${right})`;
  if (t.op === '*' && l.type === 'rate' && r.type === 'rate') return `RU(${left}*${right},${PPM})`;
  return `(${left}${t.op}${right})`;
}

/** The expression, or 0 where it is negative. */
export function emitNonNegative(ctx: EmitContext, t: Typed): string {
  const floored =
    t.kind === 'call' && t.fn === 'max' && t.args.some((a) => a.kind === 'const' && a.value >= 0);
  return floored ? emitExpr(ctx, t) : `Math.max(0,${emitExpr(ctx, t)})`;
}

/** The expression as a fraction: an amount over 1, a product over a millionth, a quotient over its divisor. */
export function emitFraction(ctx: EmitContext, t: Typed): Fraction {
  if (t.type !== 'product') return { num: emitExpr(ctx, t), den: '1' };
  if (t.kind === 'neg') {
    const { num, den } = emitFraction(ctx, t.arg);
    return { num: `(0-${num})`, den };
  }
  if (t.kind !== 'arith') throw new Error(`no fraction: ${t.kind}`);
  const [left, right] = [emitFraction(ctx, t.left), emitFraction(ctx, t.right)];
  switch (t.op) {
    case '/':
      return { num: left.num, den: left.den === '1' ? right.num : `(${left.den}*${right.num})` };
    case '*': {
      const rated = t.left.type === 'rate' || t.right.type === 'rate';
      const den = rated ? PPM : left.den === '1' ? right.den : left.den;
      return { num: `(${left.num}*${right.num})`, den };
    }
    default:
      return { num: `(${left.num}${t.op}${right.num})`, den: PPM };
  }
}

const RESERVED: Readonly<Record<ReservedName, string>> = {
  total: 'zTotal',
  selfPaid: 'zSelfPaid',
  overLimit: 'zOverLimit',
  firstPay: 'zFirstPay',
  inScope: 'zInScope',
  account: 'zAccount',
  familyAccount: 'zFamily',
  person: '(zTotal-zShared)',
  personInScope: 'Math.max(0,zInScope-zShared)',
  accountPaid: 'zAccountPaid',
  familyAccountPaid: 'zFamilyPaid',
};

export function emitRef(ctx: EmitContext, ref: Ref, type: ValueType): string {
  switch (ref.kind) {
    case 'attribute':
      return type === 'boolean' ? `(a${ref.index}===1)` : `a${ref.index}`;
    case 'counter':
      return `c${ref.index}`;
    case 'input':
      return ref.flag ? `(x${ref.index}===1)` : `x${ref.index}`;
    case 'value':
      return `v${ref.slot}`;
    case 'paid':
      return `q${ref.index}`;
    case 'reserved':
      return RESERVED[ref.name];
    case 'line':
      return `l${ref.name}`;
    case 'parameter': {
      const parameter = ctx.parameters[ref.index];
      if (parameter === undefined) throw new Error(`no parameter in slot ${ref.index}`);
      const code = parameterCode(ctx, ref, parameter);
      return type === 'boolean' ? `(${code}===1)` : code;
    }
  }
}

function parameterCode(
  ctx: EmitContext,
  ref: Ref & { readonly kind: 'parameter' },
  parameter: ResolvedParameter,
): string {
  if (parameter.kind === 'constant') return numberCode(parameter.value);
  return parameter.hoisted ? `p${ref.index}` : `t${ref.index}[${emitCell(ctx, ref)}]`;
}

/** Code of the cell that a table parameter is read from; `i<slot>` holds it when the table is hoisted. */
export function emitCell(ctx: EmitContext, ref: Ref & { readonly kind: 'parameter' }): string {
  const parameter = ctx.parameters[ref.index];
  if (parameter?.kind !== 'table') return '0';
  return parameter.table.dimensions.reduce((code, dimension, column) => {
    const key = ref.keys[column];
    if (key === undefined) throw new Error(`no key for column ${column}`);
    const raw = emitRef(ctx, key, 'number');
    const flag = (key.kind === 'value' || key.kind === 'line') && key.flag;
    const index = dimension.kind === 'range' ? rangeCode(raw, dimension.starts) : flag ? `(${raw}?1:0)` : raw;
    return code === '' ? index : `((${code})*${dimension.size}+${index})`;
  }, '');
}

function rangeCode(value: string, starts: readonly number[]): string {
  return `(${starts.map((start, i) => `${value}<${start}?${i}:`).join('')}${starts.length})`;
}

function numberCode(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`not an exact number: ${value}`);
  return value < 0 ? `(${value})` : String(value);
}
