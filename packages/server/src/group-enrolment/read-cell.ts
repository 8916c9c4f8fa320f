import {
  type CalendarDate,
  CERTIFICATE_KINDS,
  dateOfDayNumber,
  isPersonName,
  parseDate,
  plainName,
  type Rejection,
  rejection,
} from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { halfWidth, isRoundedNumber, trimCell } from '@gongji/sheets';
import type { Choice, SheetColumn } from './sheet-kind.ts';

/** A cell read: its value as it is stored, or all that is wrong with it. Amounts are fen, days `yyyy-MM-dd`, months `yyyy-MM`. */
export type CellRead =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'wrong'; readonly rejection: Rejection };

/** Reads one cell. Pure; certificates are only looked at for lost digits, the rest needs their kind. */
export function readCell(column: SheetColumn, raw: string): CellRead {
  const text = bare(raw);
  if (text === '') return column.required === true ? wrong('cell-missing', column, raw) : { kind: 'empty' };
  if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/i.test(text)) return wrong('cell-error', column, text);
  const { form } = column;
  switch (form.kind) {
    case 'name':
      if (!isPersonName(text))
        return {
          kind: 'wrong',
          rejection: rejection('name-invalid', { name: text }, { field: column.id, value: text }),
        };
      return { kind: 'value', value: plainName(text) };
    case 'certificate':
      return isRoundedNumber(text) ? wrong('number-rounded', column, text) : { kind: 'value', value: text };
    case 'certificateKind':
      return choice(column, CERTIFICATE_CHOICES, text);
    case 'sex':
      return choice(column, SEXES, text);
    case 'choice':
      return choice(column, form.choices, text);
    case 'day':
      return orWrong(dayOf(halfWidth(text)), 'day-unreadable', column, text);
    case 'month':
      return orWrong(monthOf(halfWidth(text)), 'month-unreadable', column, text);
    case 'year': {
      const year = /^(20\d{2})年?(?:度)?$/.exec(halfWidth(text))?.[1];
      return orWrong(year, 'day-unreadable', column, text);
    }
    case 'phone': {
      const phone = halfWidth(text).replace(/[\s-]|^\+?86(?=1)/g, '');
      if (isRoundedNumber(text)) return wrong('number-rounded', column, text);
      if (/^1\d{10}$/.test(phone)) return { kind: 'value', value: phone };
      return {
        kind: 'wrong',
        rejection: rejection('phone-invalid', { value: text }, { field: column.id, value: text }),
      };
    }
    case 'amount':
      return amount(column, form, halfWidth(text));
    case 'text':
      if (isRoundedNumber(text)) return wrong('number-rounded', column, text);
      if ([...text].length > form.most) return tooLong(column, form.most, text);
      return { kind: 'value', value: text };
  }
}

/** What spreadsheets put around a text that must stay one: an apostrophe, a tab, ="…". */
function bare(raw: string): string {
  const text = trimCell(raw);
  const formula = /^="(.*)"$/.exec(text);
  return trimCell(formula?.[1] ?? text.replace(/^['‘’]/, ''));
}

const CERTIFICATE_CHOICES: readonly Choice[] = Object.entries(CERTIFICATE_KINDS).map(([value, name]) => ({
  value,
  name,
}));
const SEXES: readonly Choice[] = [
  { value: '1', name: { zh: '男', en: 'male' } },
  { value: '2', name: { zh: '女', en: 'female' } },
];

/** The words that a drop-down list of a column offers. */
export function choicesOf(column: SheetColumn): readonly Choice[] {
  const { form } = column;
  if (form.kind === 'choice') return form.choices;
  if (form.kind === 'sex') return SEXES;
  return form.kind === 'certificateKind' ? CERTIFICATE_CHOICES : [];
}

function choice(column: SheetColumn, choices: readonly Choice[], text: string): CellRead {
  const plain = halfWidth(text).toLowerCase();
  const found = choices.find(
    ({ name }) =>
      name.zh === text || halfWidth(name.zh) === halfWidth(text) || name.en.toLowerCase() === plain,
  );
  if (found !== undefined) return { kind: 'value', value: found.value };
  const data = (lang: 'zh' | 'en') => ({
    column: column.name[lang],
    value: text,
    choices: choices.map(({ name }) => name[lang]).join(lang === 'zh' ? '、' : ', '),
  });
  const at = { field: column.id, value: text };
  return {
    kind: 'wrong',
    rejection: bilingualRejection('choice-unknown', { zh: data('zh'), en: data('en') }, at),
  };
}

/** 2026-1-5, 2026/1/5, 2026.1.5, 20260105, 2026年1月5日, or the number of days that a spreadsheet keeps (46027). */
function dayOf(text: string): CalendarDate | undefined {
  if (/^\d{5}$/.test(text)) return dateOfDayNumber(Number(text) - DAYS_BEFORE_1970);
  const m = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?: 0?0:00(:00)?)?$/.exec(text);
  if (m === null) return undefined;
  return parseDate(`${m[1]}-${pad(m[2] ?? m[4])}-${pad(m[3] ?? m[5])}`);
}

/** A spreadsheet counts days from 30 December 1899; 1 January 1970 is its day 25 569. */
const DAYS_BEFORE_1970 = 25_569;

/** 2026-1, 2026/01, 202601, 2026年1月, or any day of it. */
function monthOf(text: string): string | undefined {
  const m = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/.exec(text);
  const day = m === null ? dayOf(text) : parseDate(`${m[1]}-${pad(m[2] ?? m[3])}-01`);
  return day?.slice(0, 7);
}

function pad(part: string | undefined): string {
  return (part ?? '').padStart(2, '0');
}

function amount(
  column: SheetColumn,
  { leastYuan, mostYuan }: { readonly leastYuan: number; readonly mostYuan: number },
  text: string,
): CellRead {
  const plain = text.replace(/[,，\s]|元$|^[¥￥]/g, '');
  const m = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(plain);
  if (m === null) return wrong('amount-unreadable', column, text);
  const fen = BigInt(m[1] ?? '0') * 100n + BigInt((m[2] ?? '').padEnd(2, '0'));
  if (fen >= BigInt(leastYuan) * 100n && fen <= BigInt(mostYuan) * 100n)
    return { kind: 'value', value: String(fen) };
  const data = (lang: 'zh' | 'en') => ({
    column: column.name[lang],
    least: String(leastYuan),
    most: String(mostYuan),
  });
  const at = { field: column.id, value: text };
  return {
    kind: 'wrong',
    rejection: bilingualRejection('amount-out-of-range', { zh: data('zh'), en: data('en') }, at),
  };
}

type PlainCode =
  | 'cell-missing'
  | 'cell-error'
  | 'number-rounded'
  | 'day-unreadable'
  | 'month-unreadable'
  | 'amount-unreadable';

function wrong(code: PlainCode, column: SheetColumn, value: string): CellRead {
  return { kind: 'wrong', rejection: columnRejection(code, column, value) };
}

/** A reason that names the column in each language. */
export function columnRejection(code: PlainCode, { id, name }: SheetColumn, value: string): Rejection {
  const data = { zh: { column: name.zh, value }, en: { column: name.en, value } };
  return bilingualRejection(code, data, { field: id, value });
}

function orWrong(value: string | undefined, code: PlainCode, column: SheetColumn, text: string): CellRead {
  return value === undefined ? wrong(code, column, text) : { kind: 'value', value };
}

function tooLong(column: SheetColumn, most: number, value: string): CellRead {
  const data = (lang: 'zh' | 'en') => ({ column: column.name[lang], most: String(most) });
  const at = { field: column.id, value: `${[...value].slice(0, 20).join('')}…` };
  return {
    kind: 'wrong',
    rejection: bilingualRejection('cell-too-long', { zh: data('zh'), en: data('en') }, at),
  };
}
