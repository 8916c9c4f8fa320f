import { type Fen, fen, parseYuan } from '@gongji/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capitalAmount } from './capital-amount.ts';

const of = (yuan: string): string => capitalAmount(parseYuan(yuan) ?? (Number.NaN as Fen));

test.each([
  ['0.00', '零元整'],
  ['0.05', '伍分'],
  ['0.50', '伍角整'],
  ['0.55', '伍角伍分'],
  ['10.00', '壹拾元整'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  ['1409.50', '壹仟肆佰零玖元伍角整'],
  ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
  ['6007.14', '陆仟零柒元壹角肆分'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['107000.53', '壹拾万柒仟元伍角叁分'],
  ['1000500.00', '壹佰万零伍佰元整'],
  ['100000000.00', '壹亿元整'],
  ['100000001.01', '壹亿零壹元零壹分'],
  ['1000010000.00', '壹拾亿零壹万元整'],
  ['1000000000001.00', '壹万亿零壹元整'],
  ['-325.04', '负叁佰贰拾伍元零肆分'],
])('%s yuan is %s', (yuan, words) => {
  expect(of(yuan)).toBe(words);
});

/** Reads capital numerals back, by another way than they are written: units multiply what stands before them. */
function readBack(words: string): number {
  const negative = words.startsWith('负');
  const plain = words.replace(/^负/, '').replace(/整$/, '');
  const [, yuan = '', jiao = '', cents = ''] = /^(?:(.*)元)?(?:(.)角)?(?:零?(.)分)?$/.exec(plain) ?? [];
  const value = (c: string) => Math.max(0, '零壹贰叁肆伍陆柒捌玖'.indexOf(c));
  const place = (c: string) => ({ 拾: 10, 佰: 100, 仟: 1000 })[c];
  let total = 0;
  let section = 0;
  let current = 0;
  for (const c of yuan) {
    const times = place(c);
    if (times !== undefined) {
      section += current * times;
      current = 0;
    } else if (c === '万' || c === '亿') {
      const unit = c === '万' ? 10_000 : 100_000_000;
      // 亿 lifts all that was read, 万 only its own section.
      total = c === '亿' ? (total + section + current) * unit : total + (section + current) * unit;
      section = 0;
      current = 0;
    } else current = value(c);
  }
  const fenValue =
    (total + section + current) * 100 +
    (jiao === '' ? 0 : value(jiao) * 10) +
    (cents === '' ? 0 : value(cents));
  return negative ? -fenValue : fenValue;
}

const amount = fc.oneof(
  fc.integer({ min: -9_000_000_000, max: 9_000_000_000 }),
  fc.integer({ min: 0, max: 900_000_000_000_000 }),
  // Amounts full of zeros, where the rules of 零 bite.
  fc
    .array(fc.constantFrom(0, 0, 0, 1, 5), { minLength: 1, maxLength: 15 })
    .map((digits) => Number(digits.join(''))),
);

test('every amount is read back as itself', () => {
  fc.assert(
    fc.property(amount, (n) => {
      expect(readBack(capitalAmount(fen(n))) + 0).toBe(n + 0);
    }),
    { numRuns: 3000 },
  );
});

test('never two 零 together, none at the end, 整 exactly when there is no fen', () => {
  fc.assert(
    fc.property(amount, (n) => {
      const words = capitalAmount(fen(n));
      expect(words).not.toMatch(/零零|零[万亿角]|零$/);
      if (n !== 0) expect(words).not.toContain('零元');
      expect(words.endsWith('整')).toBe(n % 10 === 0);
    }),
    { numRuns: 3000 },
  );
});
