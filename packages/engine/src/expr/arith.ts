import type { ArithOp } from './ast.ts';
import { coerce, typeName } from './literal.ts';
import type { TypeScope } from './type.ts';
import type { ExprType, Typed } from './typed.ts';

/** Result types of `left op right`; what is not listed is an error. Addition needs both sides of one type. */
const PRODUCTS: Readonly<Record<string, ExprType>> = {
  'amount * rate': 'product',
  'rate * amount': 'product',
  'amount * number': 'amount',
  'number * amount': 'amount',
  'rate * rate': 'rate',
  'rate * number': 'rate',
  'number * rate': 'rate',
  'number * number': 'number',
  'product * number': 'product',
  'number * product': 'product',
  'amount / number': 'product',
  'product / number': 'product',
  'amount / amount': 'rate',
  'rate / number': 'rate',
  'number / number': 'rate',
};

/** Types `left op right`; rates are rounded half up to the millionth, amounts keep their fraction until rounded. */
export function arith(
  scope: TypeScope,
  op: ArithOp,
  left: Typed,
  right: Typed,
  at: number,
): Typed | undefined {
  const sides = op === '+' || op === '-' ? additive(scope, left, right) : factors(scope, op, left, right);
  if (sides === undefined) return undefined;
  const [l, r] = sides;
  const type = op === '+' || op === '-' ? sum(op, l.type, r.type) : product(op, l.type, r.type);
  if (type === undefined || (type === 'product' && (op === '+' || op === '-') && !sameDenominator(l, r))) {
    const [a, b] = [typeName(l.type), typeName(r.type)];
    scope.report(at, 'type-mismatch', {
      zh: `${a.zh} ${op} ${b.zh} 没有意义`,
      en: `${a.en} ${op} ${b.en} has no meaning`,
    });
    return undefined;
  }
  return { kind: 'arith', op, type, left: l, right: r, at };
}

type Sides = readonly [Typed, Typed];

function additive(scope: TypeScope, left: Typed, right: Typed): Sides | undefined {
  const asOther = (t: Typed, other: Typed): Typed | undefined =>
    t.type === 'literal' && (other.type === 'amount' || other.type === 'number' || other.type === 'day')
      ? coerce(scope, t, other.type === 'day' ? 'number' : other.type)
      : t;
  const [l, r] = [asOther(left, right), asOther(right, left)];
  return l && r && [l, r];
}

/** A bare number beside anything but another one is a plain number, except as what is divided by an amount. */
function factors(scope: TypeScope, op: ArithOp, left: Typed, right: Typed): Sides | undefined {
  if (left.type === 'literal' && right.type === 'literal' && op === '*') return [left, right];
  const plain = (t: Typed, as: 'amount' | 'number'): Typed | undefined =>
    t.type === 'literal' ? coerce(scope, t, as) : t;
  const [l, r] = [
    plain(left, op === '/' && right.type === 'amount' ? 'amount' : 'number'),
    plain(right, 'number'),
  ];
  return l && r && [l, r];
}

/** A day and a number of days is a day; between two days lies a number of them. */
function sum(op: '+' | '-', l: ExprType, r: ExprType): ExprType | undefined {
  if (l === 'day') return r === 'number' ? 'day' : r === 'day' && op === '-' ? 'number' : undefined;
  return l === r && l !== 'boolean' && l !== 'category' ? l : undefined;
}

function product(op: ArithOp, l: ExprType, r: ExprType): ExprType | undefined {
  return l === 'literal' && r === 'literal' ? 'literal' : PRODUCTS[`${l} ${op} ${r}`];
}

/** Products add only while both are fractions of a millionth: after a division they are rounded first. */
function sameDenominator(l: Typed, r: Typed): boolean {
  return !hasDivision(l) && !hasDivision(r);
}

function hasDivision(t: Typed): boolean {
  if (t.type !== 'product') return false;
  if (t.kind === 'arith')
    return (t.op === '/' && t.type === 'product') || hasDivision(t.left) || hasDivision(t.right);
  return t.kind === 'neg' && hasDivision(t.arg);
}
