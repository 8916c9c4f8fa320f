import { type Bilingual, parseYuan } from '@gongji/domain';
import type { TypeScope } from './type.ts';
import type { ExprType, Typed } from './typed.ts';

const NAMES: Readonly<Record<ExprType, Bilingual>> = {
  amount: { zh: '金额', en: 'amount' },
  rate: { zh: '比例', en: 'rate' },
  number: { zh: '数', en: 'number' },
  boolean: { zh: '条件', en: 'condition' },
  category: { zh: '类别', en: 'category' },
  day: { zh: '日期', en: 'day' },
  product: { zh: '未取整的金额', en: 'product that is not yet rounded' },
  literal: { zh: '数字', en: 'bare number' },
};

export function typeName(type: ExprType): Bilingual {
  return NAMES[type];
}

/** `85` of `85%` in millionths; undefined beyond four decimals or 10 000 %. */
export function ppmOf(text: string): number | undefined {
  const m = /^(\d{1,5})(?:\.(\d{1,4}))?$/.exec(text);
  return m === null ? undefined : Number(m[1]) * 10_000 + Number((m[2] ?? '').padEnd(4, '0'));
}

/** Reads an expression of bare numbers as an amount in yuan or as a plain number. */
export function coerce(scope: TypeScope, t: Typed, type: 'amount' | 'number'): Typed | undefined {
  switch (t.kind) {
    case 'literal':
      return literal(scope, t.text, t.at, type);
    case 'neg': {
      const arg = coerce(scope, t.arg, type);
      return arg && { kind: 'neg', type, arg };
    }
    case 'arith': {
      const left = coerce(scope, t.left, type);
      const right = coerce(scope, t.right, t.op === '*' ? 'number' : type);
      return left && right && { ...t, type, left, right };
    }
    case 'call': {
      const [first, ...rest] = t.args;
      const same = (t.fn === 'if' ? rest : t.args)
        .map((a) => coerce(scope, a, type))
        .filter((a) => a !== undefined);
      const args = t.fn === 'if' && first !== undefined ? [first, ...same] : same;
      return args.length === t.args.length ? { ...t, type, args } : undefined;
    }
    default:
      return t.type === type ? t : undefined;
  }
}

function literal(scope: TypeScope, text: string, at: number, type: 'amount' | 'number'): Typed | undefined {
  const value = type === 'amount' ? parseYuan(text) : /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  if (value !== undefined) return { kind: 'const', type, value };
  scope.report(at, 'bad-literal', {
    zh: type === 'amount' ? `${text} 不是金额` : `${text} 不是整数`,
    en: type === 'amount' ? `${text} is not an amount` : `${text} is not a whole number`,
  });
  return undefined;
}
