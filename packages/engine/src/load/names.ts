import type { Entry } from './nodes.ts';
import { type Place, type Reading, report } from './source.ts';

/** Names that expressions already give a meaning to; see docs/policy-format.md, sections 6 and 7. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...['total', 'selfPaid', 'overLimit', 'firstPay', 'inScope', 'account', 'familyAccount', 'provider'],
  ...['person', 'personInScope', 'paid', 'counter', 'line', 'cash'],
  ...['true', 'false', 'and', 'or', 'not', 'in', 'if', 'min', 'max', 'clamp', 'abs', 'any', 'other', 'none'],
  ...['roundFen', 'roundJiao', 'roundYuan', 'floorFen', 'floorJiao', 'floorYuan', 'ceilYuan'],
]);

const NAME = /^[a-z][A-Za-z0-9]{0,59}$/;
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export function isName(text: string): boolean {
  return NAME.test(text);
}

/** Reports a key that cannot be a name in an expression. */
export function checkName(reading: Reading, entry: Entry): void {
  checkNameText(reading, entry.key, entry.keyPlace);
}

export function checkNameText(reading: Reading, name: string, place: Place): void {
  if (name === '') return;
  if (!isName(name)) {
    report(reading, place, 'bad-name', { zh: `${name} 不能作名称`, en: `${name} cannot be a name` });
  } else if (RESERVED_NAMES.has(name)) {
    report(reading, place, 'name-taken', { zh: `${name} 是保留名称`, en: `${name} is a reserved name` });
  }
}

/** Codes shown to people, such as the code of a refusal: lower-case words joined by hyphens. */
export function checkCode(reading: Reading, code: string, place: Place): void {
  if (code === '' || KEBAB.test(code)) return;
  report(reading, place, 'bad-name', {
    zh: `${code} 不能作代码，应为用连字符相连的小写单词`,
    en: `${code} cannot be a code: lower-case words joined by hyphens`,
  });
}
