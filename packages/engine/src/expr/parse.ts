import type { BinaryOp, Expr, ExprError } from './ast.ts';
import { lex, type Token } from './lex.ts';

/** Deepest nesting of parentheses and calls. */
const MAX_DEPTH = 40;

/** Loosest first; comparisons do not chain. */
const LEVELS: readonly { readonly ops: readonly string[]; readonly chain: boolean }[] = [
  { ops: ['or'], chain: true },
  { ops: ['and'], chain: true },
  { ops: ['==', '!=', '<', '<=', '>', '>='], chain: false },
  { ops: ['+', '-'], chain: true },
  { ops: ['*', '/'], chain: true },
];
const NOT_LEVEL = 2;

interface Cursor {
  readonly tokens: readonly Token[];
  index: number;
}

class Unparsable extends Error {
  readonly error: ExprError;
  constructor(error: ExprError) {
    super(error.en);
    this.error = error;
  }
}

/** Parses the text of an expression; the first thing wrong ends it. */
export function parseExpr(text: string): Expr | ExprError {
  const tokens = lex(text);
  if (!Array.isArray(tokens)) return tokens as ExprError;
  const cursor: Cursor = { tokens, index: 0 };
  try {
    const expr = parseLevel(cursor, 0, 0);
    if (peek(cursor).kind !== 'end') fail(cursor);
    return expr;
  } catch (error) {
    if (error instanceof Unparsable) return error.error;
    throw error;
  }
}

export function isExprError(result: Expr | ExprError): result is ExprError {
  return !('kind' in result);
}

function parseLevel(cursor: Cursor, level: number, depth: number): Expr {
  if (level === NOT_LEVEL && peek(cursor).text === 'not' && peek(cursor).kind === 'name') {
    const { at } = next(cursor);
    if (depth > MAX_DEPTH) fail(cursor);
    return { kind: 'not', arg: parseLevel(cursor, NOT_LEVEL, depth + 1), at };
  }
  const rule = LEVELS[level];
  if (rule === undefined) return parseUnary(cursor, depth);
  let left = parseLevel(cursor, level + 1, depth);
  if (level === NOT_LEVEL && isName(peek(cursor), 'in')) return parseIn(cursor, left, depth);
  while (isOp(peek(cursor), rule.ops)) {
    const op = next(cursor).text as BinaryOp;
    left = { kind: 'binary', op, left, right: parseLevel(cursor, level + 1, depth), at: left.at };
    if (!rule.chain) break;
  }
  return left;
}

function parseIn(cursor: Cursor, value: Expr, depth: number): Expr {
  next(cursor);
  expect(cursor, '[');
  return { kind: 'in', value, options: parseList(cursor, ']', depth), at: value.at };
}

function parseUnary(cursor: Cursor, depth: number): Expr {
  if (depth > MAX_DEPTH) fail(cursor);
  const token = peek(cursor);
  if (token.kind !== 'mark' || token.text !== '-') return parsePrimary(cursor, depth);
  next(cursor);
  return { kind: 'neg', arg: parseUnary(cursor, depth + 1), at: token.at };
}

function parsePrimary(cursor: Cursor, depth: number): Expr {
  const { kind, text, at } = next(cursor);
  switch (kind) {
    case 'number':
    case 'rate':
      return { kind, text, at };
    case 'text':
      return { kind, value: text, at };
    case 'name':
      if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', at };
      if (['and', 'or', 'not', 'in'].includes(text)) return failAt(at, text);
      if (peek(cursor).kind !== 'mark' || peek(cursor).text !== '(') return { kind: 'name', name: text, at };
      next(cursor);
      return { kind: 'call', fn: text, args: parseList(cursor, ')', depth), at };
    case 'mark':
      if (text !== '(') return failAt(at, text);
      return parseGroup(cursor, depth);
    case 'end':
      return failAt(at, '');
  }
}

function parseGroup(cursor: Cursor, depth: number): Expr {
  const inner = parseLevel(cursor, 0, depth + 1);
  expect(cursor, ')');
  return inner;
}

function parseList(cursor: Cursor, close: string, depth: number): readonly Expr[] {
  const items: Expr[] = [parseLevel(cursor, 0, depth + 1)];
  while (peek(cursor).text === ',' && peek(cursor).kind === 'mark') {
    next(cursor);
    items.push(parseLevel(cursor, 0, depth + 1));
  }
  expect(cursor, close);
  return items;
}

function isName(token: Token, text: string): boolean {
  return token.kind === 'name' && token.text === text;
}

function isOp(token: Token, ops: readonly string[]): boolean {
  return (token.kind === 'mark' || token.kind === 'name') && ops.includes(token.text);
}

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.index] ?? { kind: 'end', text: '', at: 0 };
}

function next(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.index++;
  return token;
}

function expect(cursor: Cursor, mark: string): void {
  const token = next(cursor);
  if (token.kind === 'mark' && token.text === mark) return;
  throw new Unparsable({
    at: token.at,
    zh: `此处应为 ${mark}，而不是 ${token.text === '' ? '结尾' : token.text}`,
    en: `expected ${mark} here, not ${token.text === '' ? 'the end' : token.text}`,
  });
}

function fail(cursor: Cursor): never {
  return failAt(peek(cursor).at, peek(cursor).text);
}

function failAt(at: number, text: string): never {
  throw new Unparsable({
    at,
    zh: text === '' ? '表达式没有写完' : `${text} 不能出现在这里`,
    en: text === '' ? 'the expression ends too early' : `${text} cannot stand here`,
  });
}
