import {
  type Bilingual,
  type CalendarDate,
  date,
  type Fen,
  PPM,
  parseDate,
  parseYuan,
  type RatePpm,
} from '@gongji/domain';
import type { ExprText, ValueUnit } from '../model.ts';
import { atOf, type Entry, entriesOf, fieldsOf, itemsOf, type Spot, textOf } from './nodes.ts';
import { type Reading, report } from './source.ts';

/**
 * Readers of single values. Each reports what is wrong and then answers a harmless stand-in, so that reading goes on
 * and every problem of the file is found in one pass; the model is withheld when anything was reported as an error.
 */

/** Stand-in for a date that could not be read. */
export const NO_DATE = date('1900-01-01');

export function readText(reading: Reading, spot: Spot | undefined, fallback = ''): string {
  return spot === undefined ? fallback : (textOf(reading, spot) ?? fallback);
}

export function readExpr(reading: Reading, spot: Spot | undefined): ExprText {
  if (spot === undefined) return { text: '0', at: { line: 1, col: 1 } };
  return { text: textOf(reading, spot) ?? '0', at: atOf(reading, spot.place) };
}

export function readOptionalExpr(reading: Reading, spot: Spot | undefined): ExprText | undefined {
  return spot === undefined ? undefined : readExpr(reading, spot);
}

export function readBilingual(reading: Reading, spot: Spot | undefined): Bilingual {
  if (spot === undefined) return { zh: '', en: '' };
  const fields = fieldsOf(reading, spot, ['zh', 'en'], ['zh', 'en']);
  return { zh: readText(reading, fields.get('zh')), en: readText(reading, fields.get('en')) };
}

/** One of a closed list; the first of the list stands in for a value that is not. */
export function readChoice<const T extends string>(
  reading: Reading,
  spot: Spot | undefined,
  choices: readonly [T, ...T[]],
  fallback: T = choices[0],
): T {
  if (spot === undefined) return fallback;
  const text = textOf(reading, spot);
  if (text === undefined) return fallback;
  const found = choices.find((choice) => choice === text);
  if (found === undefined) {
    report(reading, spot.place, 'bad-value', {
      zh: `${spot.path} 的值 ${text} 不在：${choices.join('、')}`,
      en: `${spot.path} is ${text}; allowed: ${choices.join(', ')}`,
    });
  }
  return found ?? fallback;
}

export function readDate(reading: Reading, spot: Spot | undefined): CalendarDate {
  if (spot === undefined) return NO_DATE;
  const text = textOf(reading, spot);
  if (text === undefined) return NO_DATE;
  const day = parseDate(text);
  if (day === undefined) {
    report(reading, spot.place, 'bad-date', {
      zh: `${spot.path}：${text} 不是日期`,
      en: `${spot.path}: ${text} is not a day`,
    });
  }
  return day ?? NO_DATE;
}

export function readFlag(reading: Reading, spot: Spot | undefined, fallback: boolean): boolean {
  if (spot === undefined) return fallback;
  return readQuantity(reading, spot, 'boolean') === 1;
}

export function readTexts(reading: Reading, spot: Spot | undefined): readonly string[] {
  return spot === undefined ? [] : itemsOf(reading, spot).map((item) => readText(reading, item));
}

/** A text that must have a given form, such as a code of six digits. */
export function readPattern(reading: Reading, spot: Spot | undefined, form: RegExp, what: Bilingual): string {
  if (spot === undefined) return '';
  const text = textOf(reading, spot);
  if (text !== undefined && !form.test(text)) {
    report(reading, spot.place, 'bad-value', {
      zh: `${spot.path}：${text} 不是${what.zh}`,
      en: `${spot.path}: ${text} is not ${what.en}`,
    });
  }
  return text ?? '';
}

const RATE = /^(-?)(\d{1,4})(?:\.(\d{1,4}))?\s?%$/;

/** "85%" → 850 000; undefined without the percent sign or with more than four decimals. */
export function parseRate(text: string): RatePpm | undefined {
  const m = RATE.exec(text);
  if (m === null) return undefined;
  const [, sign, whole = '0', decimals = ''] = m;
  const ppm = (Number(whole) * PPM) / 100 + Number(decimals.padEnd(4, '0'));
  return (sign === '-' && ppm > 0 ? -ppm : ppm) as RatePpm;
}

/** Keeps every amount far inside the exact integers: 99 999 999 999.99 yuan. */
const MAX_AMOUNT_CHARS = 14;

/** Whole number of at most nine digits. */
export function parseInteger(text: string): number | undefined {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Text of a value in its unit → canonical number: fen, ppm, count, 0/1. Undefined when it is not in that unit. */
export function parseQuantity(text: string, unit: ValueUnit): number | undefined {
  switch (unit) {
    case 'yuan':
      return text.length <= MAX_AMOUNT_CHARS ? parseYuan(text) : undefined;
    case 'rate':
      return parseRate(text);
    case 'number':
      return parseInteger(text);
    case 'boolean':
      return text === 'true' ? 1 : text === 'false' ? 0 : undefined;
  }
}

export function readQuantity(reading: Reading, spot: Spot | undefined, unit: ValueUnit): number {
  if (spot === undefined) return 0;
  const text = textOf(reading, spot);
  if (text === undefined) return 0;
  const value = parseQuantity(text, unit);
  if (value === undefined) {
    report(reading, spot.place, `unit-${unit}`, {
      zh: `${spot.path}：${text} 不是${UNIT_ZH[unit]}`,
      en: `${spot.path}: ${text} is not ${UNIT_EN[unit]}`,
    });
  }
  return value ?? 0;
}

export function readFen(reading: Reading, spot: Spot | undefined): Fen {
  return readQuantity(reading, spot, 'yuan') as Fen;
}

const UNIT_ZH = { yuan: '以元计的金额', rate: '带 % 的比例', number: '整数', boolean: 'true 或 false' };
const UNIT_EN = {
  yuan: 'an amount in yuan',
  rate: 'a rate with %',
  number: 'a whole number',
  boolean: 'true or false',
};

/** Map of entries read one by one, in file order; absent = empty. */
export function readEach<T>(
  reading: Reading,
  spot: Spot | undefined,
  read: (reading: Reading, entry: Entry) => T,
): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  if (spot === undefined) return map;
  for (const entry of entriesOf(reading, spot)) map.set(entry.key, read(reading, entry));
  return map;
}
