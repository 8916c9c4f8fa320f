import { dateOfDayNumber } from '@gongji/domain';
import type { Rounding } from '../rounding.ts';
import type { ArithOp, CompareOp } from './ast.ts';
import { CALENDAR } from './calendar.ts';
import {
  compare,
  decimalText,
  negate,
  over,
  plus,
  type Rational,
  rational,
  roundTo,
  times,
} from './rational.ts';
import type { CallName, Ref, Typed } from './typed.ts';

/** A value of the trace: fen, millionths or a count as number, a condition, a category's text. */
export type Known = number | string | boolean;

/** An expression worked with the numbers of one bill, as a person with a pocket calculator would. */
export interface Worked {
  /** Steps to be worked first: inner roundings, each `… = result` or `… = exact → rounded`. */
  readonly lines: readonly string[];
  /** What is left to work, with numbers; a single number where nothing is. */
  readonly text: string;
  /** How loosely the text holds together: decides where brackets are needed. */
  readonly binds: 'atom' | 'product' | 'sum' | 'negative';
  readonly value: Rational | string | boolean;
}

const PPM = 1_000_000;
const MAX_GROWTH_YEARS = 200n;
const SIGNS = { '+': '+', '-': '−', '*': '×', '/': '÷' } as const;

/**
 * Puts the numbers into an expression. A condition is decided, so only the branch that was taken is shown; a rounding
 * inside becomes a line of its own.
 */
export function workExpr(t: Typed, known: (ref: Ref) => Known): Worked {
  const work = (e: Typed): Worked => workExpr(e, known);
  switch (t.kind) {
    case 'literal':
      throw new Error(`a literal without a type was worked: ${t.text}`);
    case 'const':
      if (t.type === 'amount' && t.value === 0) return { ...leaf(0, 'number'), value: rational(0) };
      return leaf(
        t.type === 'category' ? (t.text ?? '') : t.type === 'boolean' ? t.value === 1 : t.value,
        t.type,
      );
    case 'ref':
      return leaf(known(t.ref), t.type);
    case 'arith':
      return workArith(t, work(t.left), work(t.right));
    case 'neg': {
      const arg = work(t.arg);
      return { ...arg, text: `−${bracketed(arg, LOOSE)}`, binds: 'negative', value: negate(num(arg)) };
    }
    case 'round':
      return workRound(work(t.arg), t.rounding);
    case 'call':
      return workCall(t.fn, t.args, work);
    default:
      return { lines: [], text: '', binds: 'atom', value: holds(t, work) };
  }
}

function leaf(value: Known, type: string): Worked {
  if (typeof value !== 'number') return { lines: [], text: String(value), binds: 'atom', value };
  const exact = type === 'rate' ? rational(value, PPM) : rational(value);
  return { lines: [], text: numberText(exact, type), binds: value < 0 ? 'negative' : 'atom', value: exact };
}

/** The number of a worked expression; 0 for what is none. */
export function num({ value }: Worked): Rational {
  return typeof value === 'object' ? value : rational(0);
}

/** Yuan with two decimals or more, a percentage, or a count. */
export function numberText(value: Rational, type: string): string {
  if (type === 'rate') return `${decimalText(times(value, rational(100)), 0, 4)}%`;
  if (type === 'day') return dateOfDayNumber(Number(value.n));
  return type === 'number' ? decimalText(value, 0, 6) : decimalText(times(value, rational(1, 100)), 2, 8);
}

type Binds = Worked['binds'];
const LOOSE: readonly Binds[] = ['sum', 'negative'];
/** What needs brackets to the left and to the right of each sign. */
const BRACKETS: Readonly<Record<ArithOp, readonly [readonly Binds[], readonly Binds[]]>> = {
  '+': [['negative'], ['negative']],
  '-': [['negative'], LOOSE],
  '*': [LOOSE, LOOSE],
  '/': [LOOSE, ['product', ...LOOSE]],
};

function bracketed({ text, binds }: Worked, when: readonly Binds[]): string {
  return when.includes(binds) ? `(${text})` : text;
}

function workArith({ op, type }: Typed & { readonly kind: 'arith' }, left: Worked, right: Worked): Worked {
  const [l, r] = BRACKETS[op];
  const exact = arithmetic(op, num(left), num(right));
  return {
    lines: [...left.lines, ...right.lines],
    text: `${bracketed(left, l)} ${SIGNS[op]} ${bracketed(right, r)}`,
    binds: op === '+' || op === '-' ? 'sum' : 'product',
    value: type === 'rate' ? roundTo(exact, rational(1, PPM), 'half-up') : exact,
  };
}

function arithmetic(op: ArithOp, a: Rational, b: Rational): Rational {
  switch (op) {
    case '+':
      return plus(a, b);
    case '-':
      return plus(a, negate(b));
    case '*':
      return times(a, b);
    case '/':
      return over(a, b);
  }
}

function workRound(arg: Worked, rounding: Rounding): Worked {
  return settled(arg, 'amount', rounding);
}

/** Worked down to one number, by a line of its own where there was something to work. */
export function settled(arg: Worked, type: 'amount' | 'rate' | 'number', rounding?: Rounding): Worked {
  const value = rounding === undefined ? num(arg) : roundTo(num(arg), rational(rounding.unit), rounding.how);
  const text = numberText(value, type);
  const binds = value.n < 0n ? 'negative' : 'atom';
  return { lines: [...arg.lines, ...equation(arg, text, type)], text, binds, value };
}

/** Whole fen of a settled amount. */
export function fenOf(worked: Worked): number {
  const { n, d } = num(worked);
  return Number(n / d);
}

/** `text = exact → result`, shorter where parts are the same; nothing when the text is the result. */
export function equation(
  worked: Pick<Worked, 'text' | 'value'>,
  result: string,
  type = 'amount',
): readonly string[] {
  if (worked.text === result) return [];
  const exact = typeof worked.value === 'object' ? numberText(worked.value, type) : result;
  if (exact === result) return [`${worked.text} = ${result}`];
  return [worked.text === exact ? `${exact} → ${result}` : `${worked.text} = ${exact} → ${result}`];
}

function workCall(fn: CallName, args: readonly Typed[], work: (e: Typed) => Worked): Worked {
  const [condition, ...branches] = args;
  if (fn === 'if') {
    const taken = branches[condition !== undefined && work(condition).value === true ? 0 : 1];
    return taken === undefined ? leaf(0, 'number') : work(taken);
  }
  const worked = args.map(work);
  const [a = rational(0), low = a, high = a] = worked.map(num);
  const [text = '', ...texts] = worked.map((w) => w.text);
  const lines = worked.flatMap((w) => w.lines);
  switch (fn) {
    case 'abs':
      return a.n < 0n
        ? { lines, text: `−(${text})`, binds: 'negative', value: negate(a) }
        : (worked[0] ?? leaf(0, 'number'));
    case 'clamp':
      return {
        lines,
        text: `min(max(${text}, ${texts[0]}), ${texts[1]})`,
        binds: 'atom',
        value: least([most([a, low]), high]),
      };
    case 'min':
    case 'max': {
      const values = worked.map(num);
      const value = fn === 'min' ? least(values) : most(values);
      return { lines, text: `${fn}(${[text, ...texts].join(', ')})`, binds: 'atom', value };
    }
    case 'growthSum':
      return { lines, text: growthText(text, texts), binds: 'sum', value: growthSum(a, low, high) };
    default: {
      const value = rational(CALENDAR[fn](Number(a.n), Number(low.n), Number(high.n)));
      return { lines, text: `${fn}(${[text, ...texts].join(', ')})`, binds: 'atom', value };
    }
  }
}

/** Each year's amount is the one before, grown and rounded half up to the fen; the sum of `years` of them. */
function growthSum(first: Rational, growth: Rational, years: Rational): Rational {
  let [sum, amount] = [rational(0), first];
  for (let year = 0n; year < years.n && year < MAX_GROWTH_YEARS; year++) {
    sum = plus(sum, amount);
    amount = roundTo(times(amount, plus(rational(1), growth)), rational(1), 'half-up');
  }
  return sum;
}

function growthText(first: string, [growth = '', years = '']: readonly string[]): string {
  return `${first} × (1 + (1 + ${growth}) + … + (1 + ${growth})^(${years} − 1))`;
}

export function least(values: readonly Rational[]): Rational {
  return values.reduce((a, b) => (compare(b, a) < 0 ? b : a));
}

function most(values: readonly Rational[]): Rational {
  return values.reduce((a, b) => (compare(b, a) > 0 ? b : a));
}

type Condition = Extract<Typed, { readonly kind: 'not' | 'logic' | 'compare' | 'in' }>;

function holds(t: Condition, work: (e: Typed) => Worked): boolean {
  switch (t.kind) {
    case 'not':
      return work(t.arg).value !== true;
    case 'logic': {
      const [left, right] = [work(t.left).value === true, work(t.right).value === true];
      return t.op === 'and' ? left && right : left || right;
    }
    case 'in':
      return t.options.some((option) => same(work(t.value), work(option)));
    case 'compare':
      return compares(t.op, work(t.left), work(t.right));
  }
}

function same(a: Worked, b: Worked): boolean {
  if (typeof a.value === 'object' && typeof b.value === 'object') return compare(a.value, b.value) === 0;
  return a.value === b.value;
}

function compares(op: CompareOp, a: Worked, b: Worked): boolean {
  if (op === '==') return same(a, b);
  if (op === '!=') return !same(a, b);
  const sign = compare(num(a), num(b));
  return op === '<' ? sign < 0 : op === '<=' ? sign <= 0 : op === '>' ? sign > 0 : sign >= 0;
}
