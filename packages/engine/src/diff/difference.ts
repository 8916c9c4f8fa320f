import type { Bilingual } from '@gongji/domain';
import type { At } from '../model.ts';

/** One difference between two policies, in words. `before` is absent for what is new, `after` for what is gone. */
export interface PolicyDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: 'setting' | 'declaration' | 'parameter' | 'value' | 'row' | 'step' | 'counter';
  /** e.g. `parameters.rate 2027-01-01 [secondary, <60]`. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** Place in the second policy, or in the first for what is gone. */
  readonly at: At;
  readonly message: Bilingual;
}

type What = PolicyDifference['what'];
/** One side of a comparison: what stands there, in words, and where. */
export interface Side {
  readonly text: string;
  readonly at: At;
}

export const TOP: At = { line: 1, col: 1 };

/** Compares two sets of named texts: what is new, gone or changed, in the order of the first and then the second. */
export function diffTexts(
  what: What,
  part: string,
  a: ReadonlyMap<string, Side>,
  b: ReadonlyMap<string, Side>,
): readonly PolicyDifference[] {
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names.flatMap((name) => {
    const [before, after] = [a.get(name), b.get(name)];
    return before?.text === after?.text ? [] : [difference(what, joined(part, name), before, after)];
  });
}

function joined(part: string, name: string): string {
  if (part === '') return name;
  return /^[A-Za-z]\w*$/.test(name) ? `${part}.${name}` : `${part} ${name}`;
}

export function difference(
  what: What,
  path: string,
  before: Side | undefined,
  after: Side | undefined,
): PolicyDifference {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return {
    kind,
    what,
    path,
    ...(before === undefined ? {} : { before: before.text }),
    ...(after === undefined ? {} : { after: after.text }),
    at: after?.at ?? before?.at ?? TOP,
    message: sentence(kind, path, before?.text ?? '', after?.text ?? ''),
  };
}

function sentence(kind: PolicyDifference['kind'], path: string, before: string, after: string): Bilingual {
  const tail = (text: string): string => (text === '' ? '' : `: ${text}`);
  switch (kind) {
    case 'added':
      return { zh: `新增 ${path}${tail(after)}`, en: `${path} is new${tail(after)}` };
    case 'removed':
      return { zh: `取消 ${path}${tail(before)}`, en: `${path} is gone${tail(before)}` };
    case 'changed':
      return { zh: `${path} 由 ${before} 改为 ${after}`, en: `${path} changes from ${before} to ${after}` };
  }
}

export function sides<T extends { readonly at: At }>(
  map: ReadonlyMap<string, T>,
  text: (value: T) => string,
) {
  return new Map<string, Side>([...map].map(([name, value]) => [name, { text: text(value), at: value.at }]));
}
