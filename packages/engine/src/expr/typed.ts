import type { Rounding } from '../rounding.ts';
import type { ArithOp, CompareOp, LogicOp } from './ast.ts';
import type { CALENDAR } from './calendar.ts';

/**
 * Type of a value a step or an expression has. Stored as fen, ppm, whole number, 0/1, the code of a category value, or
 * the number of a day since 1970-01-01.
 */
export type ValueType = 'amount' | 'rate' | 'number' | 'boolean' | 'category' | 'day';

/**
 * `product`: an exact fraction of fen that still needs rounding (amount × rate, amount ÷ number).
 * `literal`: a bare number that becomes an amount in yuan or a plain number by its neighbours.
 */
export type ExprType = ValueType | 'product' | 'literal';

/** Values of a category, in the order of their codes; `open` = any further text may appear in a comparison. */
export interface Domain {
  readonly id: string;
  readonly values: readonly string[];
}

export type ReservedName =
  | 'total'
  | 'selfPaid'
  | 'overLimit'
  | 'firstPay'
  | 'inScope'
  | 'account'
  | 'familyAccount'
  | 'person'
  | 'personInScope'
  | 'accountPaid'
  | 'familyAccountPaid';

export type LineField = 'class' | 'kind' | 'firstPay' | 'amount' | 'refused' | 'hasCeiling' | 'listCode';

/** What a name in an expression stands for. Indexes are slots of the compiled benefit. */
export type Ref =
  | { readonly kind: 'attribute'; readonly name: string; readonly index: number; readonly flag: boolean }
  | { readonly kind: 'counter'; readonly name: string; readonly index: number }
  /** `keys` select the cell of its table; empty for a constant. */
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly index: number;
      readonly keys: readonly Ref[];
    }
  | { readonly kind: 'value'; readonly name: string; readonly slot: number; readonly flag: boolean }
  | { readonly kind: 'reserved'; readonly name: ReservedName }
  | { readonly kind: 'paid'; readonly name: string; readonly index: number }
  /** What the platform hands to a rule of contributions, accounts or cover; see contribution/inputs.ts. */
  | { readonly kind: 'input'; readonly name: string; readonly index: number; readonly flag: boolean }
  | { readonly kind: 'line'; readonly name: LineField; readonly flag: boolean };

/** A type-checked expression: the only form that code is generated from and that explanations are rendered from. */
export type Typed =
  | { readonly kind: 'literal'; readonly type: 'literal'; readonly text: string; readonly at: number }
  | { readonly kind: 'const'; readonly type: ValueType; readonly value: number; readonly text?: string }
  | { readonly kind: 'ref'; readonly type: ValueType; readonly ref: Ref; readonly domain?: Domain }
  | {
      readonly kind: 'arith';
      readonly op: ArithOp;
      readonly type: ExprType;
      readonly left: Typed;
      readonly right: Typed;
      readonly at: number;
    }
  | { readonly kind: 'neg'; readonly type: ExprType; readonly arg: Typed }
  | {
      readonly kind: 'compare';
      readonly type: 'boolean';
      readonly op: CompareOp;
      readonly left: Typed;
      readonly right: Typed;
    }
  | {
      readonly kind: 'logic';
      readonly type: 'boolean';
      readonly op: LogicOp;
      readonly left: Typed;
      readonly right: Typed;
    }
  | { readonly kind: 'not'; readonly type: 'boolean'; readonly arg: Typed }
  | {
      readonly kind: 'in';
      readonly type: 'boolean';
      readonly value: Typed;
      readonly options: readonly Typed[];
    }
  | { readonly kind: 'call'; readonly fn: CallName; readonly type: ExprType; readonly args: readonly Typed[] }
  | {
      readonly kind: 'round';
      readonly fn: string;
      readonly type: 'amount';
      readonly rounding: Rounding;
      readonly arg: Typed;
    };

export type CallName = 'min' | 'max' | 'clamp' | 'if' | 'abs' | CalendarCall | 'growthSum';
export type CalendarCall = keyof typeof CALENDAR;

/** Leaves of expressions in the order in which they are read, each once. */
export function refsOf(exprs: readonly Typed[]): readonly (Typed & { readonly kind: 'ref' })[] {
  const found = new Map<string, Typed & { readonly kind: 'ref' }>();
  const walk = (t: Typed): void => {
    if (t.kind === 'ref')
      found.set(`${t.ref.kind} ${t.ref.name}`, found.get(`${t.ref.kind} ${t.ref.name}`) ?? t);
    for (const child of childrenOf(t)) walk(child);
  };
  for (const e of exprs) walk(e);
  return [...found.values()];
}

export function childrenOf(t: Typed): readonly Typed[] {
  switch (t.kind) {
    case 'literal':
    case 'const':
    case 'ref':
      return [];
    case 'arith':
    case 'compare':
    case 'logic':
      return [t.left, t.right];
    case 'neg':
    case 'not':
    case 'round':
      return [t.arg];
    case 'in':
      return [t.value, ...t.options];
    case 'call':
      return t.args;
  }
}
