import { type Fen, yuanText } from '@gongji/domain';
import { rateText } from '../trace-reading.ts';
import type { Ref, Typed } from './typed.ts';

const SIGNS: Readonly<Record<string, string>> = {
  '*': '×',
  '/': '÷',
  '-': '−',
  '<=': '≤',
  '>=': '≥',
  '==': '=',
  '!=': '≠',
};
const TIGHT = new Set(['*', '/']);

/** An expression as a formula; `textOf` gives the text of what each name stood for. */
export function showExpr(t: Typed, textOf: (ref: Ref) => string): string {
  const show = (e: Typed): string => showExpr(e, textOf);
  switch (t.kind) {
    case 'literal':
      return t.text;
    case 'const':
      return showConst(t);
    case 'ref':
      return textOf(t.ref);
    case 'arith': {
      const side = (e: Typed, right: boolean) => (needsParens(t.op, e, right) ? `(${show(e)})` : show(e));
      return `${side(t.left, false)} ${SIGNS[t.op] ?? t.op} ${side(t.right, true)}`;
    }
    case 'neg':
      return `−${show(t.arg)}`;
    case 'not':
      return `not ${group(t.arg, show)}`;
    case 'compare':
      return `${show(t.left)} ${SIGNS[t.op] ?? t.op} ${show(t.right)}`;
    case 'logic':
      return `${group(t.left, show, t.op)} ${t.op} ${group(t.right, show, t.op)}`;
    case 'in':
      return `${show(t.value)} in [${t.options.map(show).join(', ')}]`;
    case 'call':
      return `${t.fn}(${t.args.map(show).join(', ')})`;
    case 'round':
      return `${t.fn}(${show(t.arg)})`;
  }
}

function showConst(t: Typed & { readonly kind: 'const' }): string {
  switch (t.type) {
    case 'amount':
      return yuanText(t.value as Fen);
    case 'rate':
      return rateText(t.value);
    case 'boolean':
      return t.value === 1 ? 'true' : 'false';
    default:
      return t.text ?? String(t.value);
  }
}

function needsParens(op: string, e: Typed, right: boolean): boolean {
  if (e.kind !== 'arith') return false;
  return TIGHT.has(op) ? !TIGHT.has(e.op) || right : right && op === '-' && !TIGHT.has(e.op);
}

function group(e: Typed, show: (e: Typed) => string, op = ''): string {
  return e.kind === 'logic' && e.op !== op ? `(${show(e)})` : show(e);
}
