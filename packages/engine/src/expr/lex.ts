import type { ExprError } from './ast.ts';

export interface Token {
  readonly kind: 'number' | 'rate' | 'text' | 'name' | 'mark' | 'end';
  readonly text: string;
  readonly at: number;
}

/** Longest expression, in characters. */
export const MAX_EXPRESSION_CHARS = 2000;

const TOKEN =
  /\s+|(\d+(?:\.\d+)?)(%?)|'([^'\n]*)'|([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*){0,2})|(==|!=|<=|>=|[-+*/<>()[\],])/y;

/** Cuts a text into tokens, the last of kind `end`. */
export function lex(text: string): readonly Token[] | ExprError {
  if (text.length > MAX_EXPRESSION_CHARS) {
    return {
      at: 0,
      zh: `表达式超过 ${MAX_EXPRESSION_CHARS} 个字符`,
      en: `the expression is longer than ${MAX_EXPRESSION_CHARS} characters`,
    };
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const m = TOKEN.exec(text);
    if (m === null) {
      const char = text.slice(at, at + 1);
      return { at, zh: `不认识的字符 ${char}`, en: `unexpected character ${char}` };
    }
    const [all, number, percent, quoted, name, mark] = m;
    if (number !== undefined) tokens.push({ kind: percent === '%' ? 'rate' : 'number', text: number, at });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted, at });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, at });
    at += all.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}
