/** An expression as parsed. `at` is the offset of its first character in the text. */
export type Expr =
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'rate'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'neg'; readonly arg: Expr; readonly at: number }
  | { readonly kind: 'not'; readonly arg: Expr; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly left: Expr;
      readonly right: Expr;
      readonly at: number;
    }
  | { readonly kind: 'in'; readonly value: Expr; readonly options: readonly Expr[]; readonly at: number }
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly Expr[]; readonly at: number };

export type ArithOp = '+' | '-' | '*' | '/';
export type CompareOp = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type LogicOp = 'and' | 'or';
export type BinaryOp = ArithOp | CompareOp | LogicOp;

/** What is wrong with the text of an expression, and where. */
export interface ExprError {
  readonly at: number;
  readonly zh: string;
  readonly en: string;
}
