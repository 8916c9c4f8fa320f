import type { Bilingual } from '@gongji/domain';
import type { CompileProblemCode } from '../compile-problems.ts';
import { ROUNDING_FUNCTIONS } from '../rounding.ts';
import { arith } from './arith.ts';
import type { BinaryOp, CompareOp, Expr } from './ast.ts';
import { coerce, ppmOf, typeName } from './literal.ts';
import type { CallName, Domain, ExprType, Typed, ValueType } from './typed.ts';

/** What the checker needs from its surroundings. */
export interface TypeScope {
  /** Meaning of a name; undefined when there is none (`report` has been called). */
  resolve(name: string, at: number): Typed | undefined;
  /** Code of a text of a category; undefined when it is not one of its values. */
  codeOf(domain: Domain, text: string): number | undefined;
  report(at: number, code: CompileProblemCode, message: Bilingual): void;
}

/** Type-checks an expression; undefined when something is wrong with it, all of which has been reported. */
export function typeExpr(scope: TypeScope, e: Expr): Typed | undefined {
  switch (e.kind) {
    case 'number':
      return { kind: 'literal', type: 'literal', text: e.text, at: e.at };
    case 'rate':
      return typeRate(scope, e.text, e.at);
    case 'boolean':
      return { kind: 'const', type: 'boolean', value: e.value ? 1 : 0 };
    case 'name':
      return scope.resolve(e.name, e.at);
    case 'text':
      return mismatch(scope, e.at, {
        zh: `文本 '${e.value}' 只能与类别比较`,
        en: `the text '${e.value}' can only be compared with a category`,
      });
    case 'not':
      return typeNot(scope, e.arg);
    case 'neg':
      return typeNeg(scope, e.arg);
    case 'binary':
      return typeBinary(scope, e.op, e.left, e.right);
    case 'in':
      return typeIn(scope, e.value, e.options);
    case 'call':
      return typeCall(scope, e.fn, e.args, e.at);
  }
}

function typeRate(scope: TypeScope, text: string, at: number): Typed | undefined {
  const value = ppmOf(text);
  if (value !== undefined) return { kind: 'const', type: 'rate', value };
  scope.report(at, 'bad-literal', {
    zh: `比例 ${text}% 超过四位小数`,
    en: `the rate ${text}% has more than four decimals`,
  });
  return undefined;
}

function typeNot(scope: TypeScope, e: Expr): Typed | undefined {
  const arg = typeAs(scope, e, 'boolean');
  return arg && { kind: 'not', type: 'boolean', arg };
}

function typeNeg(scope: TypeScope, e: Expr): Typed | undefined {
  const arg = typeExpr(scope, e);
  if (arg === undefined) return undefined;
  if (arg.type === 'boolean' || arg.type === 'category' || arg.type === 'day')
    return wrongType(scope, e.at, arg.type, 'number');
  return { kind: 'neg', type: arg.type, arg };
}

function typeBinary(scope: TypeScope, op: BinaryOp, left: Expr, right: Expr): Typed | undefined {
  if (op === 'and' || op === 'or') {
    const [l, r] = [typeAs(scope, left, 'boolean'), typeAs(scope, right, 'boolean')];
    return l && r && { kind: 'logic', type: 'boolean', op, left: l, right: r };
  }
  if (op === '+' || op === '-' || op === '*' || op === '/') {
    const [l, r] = [typeExpr(scope, left), typeExpr(scope, right)];
    return l && r && arith(scope, op, l, r, left.at);
  }
  return typeCompare(scope, op, left, right);
}

function typeCompare(scope: TypeScope, op: CompareOp, left: Expr, right: Expr): Typed | undefined {
  if (left.kind === 'text' || right.kind === 'text') return typeTextCompare(scope, op, left, right);
  const [l, r] = [typeExpr(scope, left), typeExpr(scope, right)];
  if (l === undefined || r === undefined) return undefined;
  const both = unify(scope, [l, r], left.at);
  const [a, b] = (both && plainNumbers(scope, both)) ?? [];
  if (a === undefined || b === undefined) return undefined;
  const ordered = op !== '==' && op !== '!=';
  const sameDomain = a.kind !== 'ref' || b.kind !== 'ref' || a.domain?.id === b.domain?.id;
  if (a.type === 'product' || !sameDomain || (ordered && (a.type === 'boolean' || a.type === 'category'))) {
    return mismatch(scope, left.at, {
      zh: `${typeName(a.type).zh}不能这样比较`,
      en: `a ${typeName(a.type).en} cannot be compared like this`,
    });
  }
  return { kind: 'compare', type: 'boolean', op, left: a, right: b };
}

function typeTextCompare(scope: TypeScope, op: CompareOp, left: Expr, right: Expr): Typed | undefined {
  const [value, text] = left.kind === 'text' ? [right, left] : [left, right];
  const typed = typeExpr(scope, value);
  const code = typed && typeText(scope, typed, text);
  if (typed === undefined || code === undefined) return undefined;
  if (op !== '==' && op !== '!=') {
    return mismatch(scope, left.at, {
      zh: '类别只能用 == 或 != 比较',
      en: 'categories are compared with == or !=',
    });
  }
  return { kind: 'compare', type: 'boolean', op, left: typed, right: code };
}

function typeText(scope: TypeScope, value: Typed, e: Expr): Typed | undefined {
  if (e.kind !== 'text' || value.kind !== 'ref' || value.domain === undefined) {
    return mismatch(scope, e.at, {
      zh: '类别只能与单引号中的取值比较',
      en: 'a category is compared with one of its values in single quotes',
    });
  }
  const code = scope.codeOf(value.domain, e.value);
  if (code !== undefined) return { kind: 'const', type: 'category', value: code, text: e.value };
  scope.report(e.at, 'unknown-value', {
    zh: `${value.ref.name} 没有取值 ${e.value}`,
    en: `${value.ref.name} has no value ${e.value}`,
  });
  return undefined;
}

function typeIn(scope: TypeScope, value: Expr, list: readonly Expr[]): Typed | undefined {
  const typed = typeExpr(scope, value);
  if (typed === undefined) return undefined;
  const options = list.map((e) =>
    typed.type === 'category' ? typeText(scope, typed, e) : typeExpr(scope, e),
  );
  const all = options.filter((o) => o !== undefined);
  if (all.length < options.length) return undefined;
  if (typed.type === 'category') return { kind: 'in', type: 'boolean', value: typed, options: all };
  const same = unify(scope, [typed, ...all], value.at);
  const [first, ...rest] = (same && plainNumbers(scope, same)) ?? [];
  return first && { kind: 'in', type: 'boolean', value: first, options: rest };
}

const ARITY: Readonly<Record<'min' | 'max' | 'clamp' | 'if' | 'abs', readonly [number, number]>> = {
  min: [2, 20],
  max: [2, 20],
  clamp: [3, 3],
  if: [3, 3],
  abs: [1, 1],
};

type FixedCall = Exclude<CallName, keyof typeof ARITY>;

/** Functions whose arguments have types of their own. */
const FIXED: Readonly<Record<FixedCall, { readonly args: readonly ValueType[]; readonly type: ValueType }>> =
  {
    day: { args: ['number', 'number', 'number'], type: 'day' },
    addMonths: { args: ['day', 'number'], type: 'day' },
    monthStart: { args: ['day'], type: 'day' },
    nextMonth: { args: ['day'], type: 'day' },
    monthDay: { args: ['day', 'number', 'number'], type: 'day' },
    monthsBetween: { args: ['day', 'day'], type: 'number' },
    yearsBetween: { args: ['day', 'day'], type: 'number' },
    growthSum: { args: ['amount', 'rate', 'number'], type: 'amount' },
  };

function typeCall(scope: TypeScope, fn: string, args: readonly Expr[], at: number): Typed | undefined {
  const rounding = ROUNDING_FUNCTIONS.get(fn);
  if (Object.hasOwn(FIXED, fn)) return typeFixed(scope, fn as FixedCall, args, at);
  const name = Object.hasOwn(ARITY, fn) ? (fn as keyof typeof ARITY) : undefined;
  if (rounding === undefined && name === undefined) {
    scope.report(at, 'unknown-name', { zh: `没有函数 ${fn}`, en: `there is no function ${fn}` });
    return undefined;
  }
  const [least, most] = name === undefined ? [1, 1] : ARITY[name];
  if (args.length < least || args.length > most) return wrongCount(scope, fn, args.length, at);
  if (rounding !== undefined) {
    const arg = args[0] && typeExpr(scope, args[0]);
    const amount = arg?.type === 'product' ? arg : arg && expectType(scope, arg, 'amount', at);
    return amount && { kind: 'round', fn, type: 'amount', rounding, arg: amount };
  }
  return name === 'if' ? typeIf(scope, args, at) : name && typeSame(scope, name, args, at);
}

function wrongCount(scope: TypeScope, fn: string, count: number, at: number): undefined {
  scope.report(at, 'wrong-arguments', {
    zh: `${fn} 的参数个数不对：${count}`,
    en: `${fn} does not take ${count} arguments`,
  });
  return undefined;
}

function typeFixed(scope: TypeScope, fn: FixedCall, args: readonly Expr[], at: number): Typed | undefined {
  const shape = FIXED[fn];
  if (args.length !== shape.args.length) return wrongCount(scope, fn, args.length, at);
  const typed = args
    .map((arg, i) => typeAs(scope, arg, shape.args[i] ?? 'number'))
    .filter((t) => t !== undefined);
  return typed.length === args.length ? { kind: 'call', fn, type: shape.type, args: typed } : undefined;
}

function typeIf(scope: TypeScope, args: readonly Expr[], at: number): Typed | undefined {
  const [when, yes, no] = args;
  if (when === undefined || yes === undefined || no === undefined) return undefined;
  const condition = typeAs(scope, when, 'boolean');
  const [a, b] = [typeExpr(scope, yes), typeExpr(scope, no)];
  const both = a && b && unify(scope, [a, b], at);
  const type = both?.[0]?.type;
  if (condition === undefined || both === undefined || type === undefined) return undefined;
  if (type === 'product' || type === 'category') return wrongType(scope, at, type, 'amount');
  return { kind: 'call', fn: 'if', type, args: [condition, ...both] };
}

function typeSame(scope: TypeScope, fn: CallName, args: readonly Expr[], at: number): Typed | undefined {
  const typed = args.map((a) => typeExpr(scope, a)).filter((t) => t !== undefined);
  if (typed.length < args.length) return undefined;
  const same = unify(scope, typed, at);
  const type = same?.[0]?.type;
  if (same === undefined || type === undefined) return undefined;
  if (type === 'boolean' || type === 'category' || type === 'product' || (type === 'day' && fn === 'abs'))
    return wrongType(scope, at, type, 'amount');
  return { kind: 'call', fn, type, args: same };
}

/** Brings all to one type: literals become what their neighbours are. */
export function unify(scope: TypeScope, all: readonly Typed[], at: number): readonly Typed[] | undefined {
  const type = all.find((t) => t.type !== 'literal')?.type ?? 'literal';
  if (type === 'literal') return all;
  const same = all.map((t) => expectType(scope, t, type, at)).filter((t) => t !== undefined);
  return same.length === all.length ? same : undefined;
}

/** Bare numbers with nothing beside them that would say what they are. */
function plainNumbers(scope: TypeScope, all: readonly Typed[]): readonly Typed[] | undefined {
  const numbers = all
    .map((t) => (t.type === 'literal' ? coerce(scope, t, 'number') : t))
    .filter((t) => t !== undefined);
  return numbers.length === all.length ? numbers : undefined;
}

export function typeAs(scope: TypeScope, e: Expr, type: ExprType): Typed | undefined {
  const typed = typeExpr(scope, e);
  return typed && expectType(scope, typed, type, e.at);
}

/** The expression as `type`; a literal is read as one, anything else must already be it. */
export function expectType(scope: TypeScope, t: Typed, type: ExprType, at: number): Typed | undefined {
  if (t.type === type) return t;
  if (t.type === 'literal' && (type === 'amount' || type === 'number')) return coerce(scope, t, type);
  return wrongType(scope, at, t.type, type);
}

function wrongType(scope: TypeScope, at: number, is: ExprType, should: ExprType): undefined {
  const [a, b] = [typeName(is), typeName(should)];
  return mismatch(scope, at, {
    zh: `这里是${a.zh}，应为${b.zh}`,
    en: `this is a ${a.en}, where a ${b.en} is needed`,
  });
}

function mismatch(scope: TypeScope, at: number, message: Bilingual): undefined {
  scope.report(at, 'type-mismatch', message);
  return undefined;
}
